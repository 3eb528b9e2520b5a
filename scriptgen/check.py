from scriptgen.checking import *  # noqa: F403
from scriptgen.checking import field as field
