"""Charts as Vega-Lite descriptions, one function each: the same for page, SVG, PNG, HTML and notebook.

Altair is slow to load, so these modules are imported only where a chart is asked for.
"""
