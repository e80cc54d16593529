"""What the machine is, and what its processes use, from /proc."""

import os
import platform
import subprocess

TICKS = os.sysconf("SC_CLK_TCK")


def facts():
    """One line about the machine and the programs that were measured."""
    with open("/proc/cpuinfo") as info:
        names = [line.split(":", 1)[1].strip() for line in info if line.startswith("model name")]
    with open("/proc/meminfo") as info:
        memory = int(info.readline().split()[1]) // 1024
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} CPUs ({names[0] if names else platform.machine()}), {memory} MiB, "
        f"Linux {platform.release()}, load {load:.1f} at the start"
    )


def version(*command):
    """The first line that a program prints about itself."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout.strip().splitlines()[0]


def _stat(pid):
    """The fields of /proc/PID/stat after the name of the program; None when the process is gone."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def tree(root):
    """The process and all below it."""
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        fields = _stat(name)
        if fields:
            children.setdefault(int(fields[1]), []).append(int(name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def cpu_seconds(root):
    """CPU time of a process, of all below it, and of those below it that have ended."""
    ticks = 0
    for pid in tree(root):
        fields = _stat(pid)
        if fields:
            ticks += int(fields[11]) + int(fields[12]) + int(fields[13]) + int(fields[14])
    return ticks / TICKS


def peak_memory(root):
    """Sum of the peak resident sizes of a process and all below it, in MiB."""
    kilobytes = 0
    for pid in tree(root):
        try:
            with open(f"/proc/{pid}/status") as file:
                kilobytes += sum(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return kilobytes / 1024
