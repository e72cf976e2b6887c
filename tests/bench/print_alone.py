"""Print all of a paper in a process of its own and say: pages, pages/s drawn, pages/s from the file, peak in MB.

Usage: print_alone.py FOLDER KEY PAPER    KEY is the data key in hex. Nothing but the program is imported.
"""

import sys
from pathlib import Path
from time import perf_counter

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.places import Office
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store.database import open_file

folder, key, name = sys.argv[1:]
office = Office("150521000000", "科尔沁左翼中旗", "", "")
desk = Desk(open_file(Path(folder), bytes.fromhex(key)), "c" * 32, "萨仁高娃", office)
paper, audience = printing.find_print(name, "")
begun = perf_counter()
collected = printing.collect(desk, paper, printing.make_request(paper, Scope(), audience))
drawn = perf_counter()
printed = printing.draw(desk, paper, collected, audience, QuietJob())
ended = perf_counter()
desk.store.close()
# The peak that getrusage tells would be that of the process that started this one.
status = Path("/proc/self/status").read_text(encoding="ascii")
peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
print(printed.pages, printed.pages / (ended - drawn), printed.pages / (ended - begun), peak)
