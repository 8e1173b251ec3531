"""The command line in a process of its own, as its users run it."""

import os
import subprocess
import sys
from pathlib import Path

_START = "import sys; from advisor.channels.cli import main; sys.argv[0] = 'advisor'; main()"

LIMITED_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); "
"""Code to run first: no file can grow beyond so many bytes."""

# Root may read everything. Its permission to is given up for the next program only, so that
# it still reads its own interpreter, which another user may not be able to reach.
UNPRIVILEGED = (
    "import ctypes, os, sys\n"
    "libc = ctypes.CDLL(None)\n"
    "for capability in (1, 2):\n"  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    "    libc.prctl(24, capability, 0, 0, 0)\n"  # PR_CAPBSET_DROP; of no effect for other users
    "os.execv(sys.executable, [sys.executable, '-m', 'advisor', *sys.argv[1:]])\n"
)
"""Code to run first: what the permissions forbid is forbidden, also for root."""


def run_advisor(
    *arguments: str, data: Path, stdin: bytes | None = None, first: str = "", **variables: str
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-c", first + _START, "--data", str(data), *arguments],
        input=stdin if stdin is not None else b"",
        capture_output=True,
        env={**os.environ, **variables},
        check=False,
        timeout=120,
    )


def run_own(
    *arguments: str, data: Path, stdin: bytes | None = None, first: str = ""
) -> "subprocess.CompletedProcess[bytes]":
    """The same over added documents alone."""
    return run_advisor(
        *arguments, data=data, stdin=stdin, first=first, ADVISOR_KNOWLEDGE__BUILTIN="false"
    )
