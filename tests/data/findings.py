"""What was looked at and what was found wrong, and no way out to any network."""

import collections
import socket
import sys

wrong = []
counts = collections.Counter()


def finding(place, text):
    """Something is wrong at a place: a file, or a file with a cell."""
    wrong.append(f"{place}: {text}")


def counted(kind, number=1):
    counts[kind] += number


def conclude():
    """Says what was looked at, then what is wrong. The exit code."""
    print(", ".join(f"{name}: {count}" for name, count in counts.items()) + f"; {len(wrong)} findings")
    for one in wrong[:60]:
        print(f"  {one}", file=sys.stderr)
    return 1 if wrong else 0


def stay_offline():
    """From now on, whatever wants a file from elsewhere fails at once: a site must be valid by what it holds itself."""

    def refuse(*where, **_):
        raise OSError(f"nothing may be fetched: {where[-1]}")

    socket.socket.connect = refuse
    socket.create_connection = refuse
    socket.getaddrinfo = refuse
