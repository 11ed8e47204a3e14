"""Every XML file of a built site is well-formed: python3 wellformed.py FOLDER"""

import pathlib
import sys
import xml.parsers.expat

root = pathlib.Path(sys.argv[1])
files = sorted(path for path in root.rglob("*") if path.suffix in {".xml", ".svg"})
wrong = 0
for path in files:
    try:
        xml.parsers.expat.ParserCreate().Parse(path.read_bytes(), True)
    except xml.parsers.expat.ExpatError as error:
        wrong += 1
        print(f"  {path.relative_to(root)}: {error}", file=sys.stderr)
print(f"XML: {len(files)} checked, {wrong} findings")
sys.exit(1 if wrong or not files else 0)
