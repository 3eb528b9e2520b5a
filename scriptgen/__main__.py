"""python -m scriptgen"""

from scriptgen.cli import main

main()
