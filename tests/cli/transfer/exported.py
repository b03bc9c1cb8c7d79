"""What the tests of transfer share."""

HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE"


ROWS = (
    '2024-11-28 17:36:08,"B",35m,"Squat (Barbell)",1,100.0,5.0,0,0.0,',
    '2024-11-28 17:36:08,"B",35m,"Kettlebell Corner Carry",1,24.0,1.0,0,0.0,',
    '2024-11-30 17:36:08,"B",35m,"Squat (Barbell)",1,many,5.0,0,0.0,',
)
