"""The CRC-16 that closes a FIT file and its header."""

_NIBBLES = (
    *(0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401),
    *(0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400),
)
_POLYNOMIAL = 0xA001
_ONE = 0x8000
_BYTE = 0x0080


def checksum(body: bytes) -> int:
    """Give the checksum of bytes."""
    crc = 0
    for byte in body:
        crc = (crc >> 4) ^ _NIBBLES[crc & 0xF] ^ _NIBBLES[byte & 0xF]
        crc = (crc >> 4) ^ _NIBBLES[crc & 0xF] ^ _NIBBLES[byte >> 4]
    return crc


def behind(crc: int, count: int) -> int:
    """Give what a checksum becomes behind so many bytes of nought, without going through them.

    Checksums of parts add up by it: that of two parts is that of the first, behind as many noughts as the second is
    long, xor that of the second.
    """
    power, found = _BYTE, crc
    while count:
        if count & 1:
            found = _times(found, power)
        power, count = _times(power, power), count >> 1
    return found


def _times(one: int, other: int) -> int:
    """Multiply two polynomials over the field of two elements, the highest bit being 1."""
    product = 0
    bit = _ONE
    while bit:
        if one & bit:
            product ^= other
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
        bit >>= 1
    return product
