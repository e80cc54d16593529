"""A file system that forgets what was not synced, for tests of a power cut.

    forgetful.py BACKING MOUNT COUNTS [--seed N]

It shows the folder BACKING at MOUNT. What is written stays in memory until fsync or fdatasync of the file. Names (a file
made, renamed or removed, a folder made or removed) are a journal in order, as in ext4 and XFS: syncing a file or a folder
keeps the journal up to the last entry about it; the rest can be lost.

SIGUSR1: from now on everything fails with EIO. SIGUSR2: the power cut. Of the pages of 4 KiB that were not synced a random
half is kept and the rest dropped, so files are torn; of the journal a random part at the end is undone. Then it works again,
as after a boot, and a line of JSON with what was forgotten is appended to COUNTS.
"""

import argparse
import errno
import json
import os
import random
import signal
import stat
import threading

import mfusepy as fuse

PAGE = 4096


class Kept:
    """A file: what is on the disk, and the pages that are not."""

    def __init__(self, real):
        self.real = real
        self.pages = {}
        self.size = os.stat(real).st_size


class Entry:
    """One change of names: which folders and files it is about, and how it is undone."""

    def __init__(self, about, undo, forget):
        self.about, self.undo, self.forget = set(about), undo, forget


class Forgetful(fuse.Operations):
    use_ns = True

    def __init__(self, backing, counts, seed):
        self.backing, self.counts = backing, counts
        self.attic = backing + ".attic"
        os.makedirs(self.attic, exist_ok=True)
        self.chance = random.Random(seed)
        self.files, self.journal = {}, []
        self.dead, self.order, self.serial = False, threading.RLock(), 0
        self.synced = self.written = 0

    # The power -------------------------------------------------------------------------------------------------

    def fail(self, *_):
        self.dead = True

    def cut(self, *_):
        dropped = kept = 0
        with self.order:
            for file in self.files.values():
                saved = [page for page in file.pages if self.chance.random() < 0.5]
                kept, dropped = kept + len(saved), dropped + len(file.pages) - len(saved)
                if os.path.exists(file.real):
                    # What grew past the end on the disk is lost with its size.
                    end = os.stat(file.real).st_size
                    self._flush(file, [page for page in saved if page * PAGE < end], end)
            self.files.clear()
            lost = self.chance.randint(0, len(self.journal))
            for entry in reversed(self.journal[len(self.journal) - lost:]):
                entry.undo()
            for entry in self.journal[:len(self.journal) - lost]:
                entry.forget()
            self.journal.clear()
            self.dead = False
        told = {"pages_dropped": dropped, "pages_kept": kept, "names_undone": lost, "syncs": self.synced,
                "writes": self.written}
        with open(self.counts, "a") as file:
            file.write(json.dumps(told) + "\n")

    def _alive(self):
        if self.dead:
            raise fuse.FuseOSError(errno.EIO)

    # Names -----------------------------------------------------------------------------------------------------

    def _real(self, path):
        return self.backing + path

    def _note(self, about, undo, forget=lambda: None):
        self.journal.append(Entry(about, undo, forget))

    def _commit(self, path):
        """The journal is on the disk up to the last entry about this file or folder."""
        last = max((place for place, entry in enumerate(self.journal) if path in entry.about), default=-1)
        for entry in self.journal[:last + 1]:
            entry.forget()
        del self.journal[:last + 1]

    def _put_away(self, real):
        """Keeps what a name stood for until the journal says that the name is gone for good."""
        self.serial += 1
        place = os.path.join(self.attic, str(self.serial))
        os.link(real, place, follow_symlinks=False)
        return place

    @staticmethod
    def _owned(real):
        user, group, _ = fuse.fuse_get_context()
        os.lchown(real, user, group)

    def create(self, path, mode, fi=None):
        self._alive()
        with self.order:
            real = self._real(path)
            os.close(os.open(real, os.O_CREAT | os.O_RDWR, mode))
            self._owned(real)
            self.files[path] = Kept(real)
            self._note([path, os.path.dirname(path)], lambda: _gone(real))
        return 0

    def mknod(self, path, mode, device):
        """A socket, in which no disk has a part."""
        self._alive()
        os.mknod(self._real(path), mode, device)
        self._owned(self._real(path))
        return 0

    def rename(self, old, new):
        self._alive()
        with self.order:
            source, target = self._real(old), self._real(new)
            if os.path.isdir(source):
                os.rename(source, target)
                self._moved(old, new)
                self._note([old, new, os.path.dirname(old), os.path.dirname(new)], lambda: os.rename(target, source))
                return 0
            over = self._put_away(target) if os.path.lexists(target) else None
            os.rename(source, target)
            file = self.files.pop(old, None)
            self.files.pop(new, None)
            if file:
                file.real = target
                self.files[new] = file

            def undo():
                if os.path.lexists(target):
                    os.rename(target, source)
                if over:
                    os.rename(over, target)

            self._note([old, new, os.path.dirname(old), os.path.dirname(new)], undo, lambda: over and _gone(over))
        return 0

    def _moved(self, old, new):
        for path in [path for path in self.files if path.startswith(old + "/")]:
            file = self.files.pop(path)
            moved = new + path[len(old):]
            file.real = self._real(moved)
            self.files[moved] = file

    def unlink(self, path):
        self._alive()
        with self.order:
            real = self._real(path)
            place = self._put_away(real)
            os.unlink(real)
            file = self.files.pop(path, None)
            for other, same in self.files.items():
                if same is file:
                    same.real = self._real(other)
            self._note([path, os.path.dirname(path)], lambda: os.rename(place, real), lambda: _gone(place))
        return 0

    def link(self, target, source):
        self._alive()
        with self.order:
            real = self._real(target)
            os.link(self._real(source), real)
            file = self.files.get(source)
            if file:
                self.files[target] = file
            self._note([target, os.path.dirname(target)], lambda: _gone(real))
        return 0

    def symlink(self, target, source):
        self._alive()
        with self.order:
            real = self._real(target)
            os.symlink(source, real)
            self._owned(real)
            self._note([target, os.path.dirname(target)], lambda: _gone(real))
        return 0

    def mkdir(self, path, mode):
        self._alive()
        with self.order:
            real = self._real(path)
            os.mkdir(real, mode)
            self._owned(real)
            self._note([path, os.path.dirname(path)], lambda: os.rmdir(real))
        return 0

    def rmdir(self, path):
        self._alive()
        with self.order:
            real = self._real(path)
            was = os.stat(real)

            def undo():
                os.mkdir(real, stat.S_IMODE(was.st_mode))
                os.chown(real, was.st_uid, was.st_gid)

            os.rmdir(real)
            self._note([path, os.path.dirname(path)], undo)
        return 0

    # Contents --------------------------------------------------------------------------------------------------

    def _file(self, path):
        file = self.files.get(path)
        if file is None:
            file = self.files[path] = Kept(self._real(path))
        return file

    def open(self, path, flags):
        self._alive()
        with self.order:
            file = self._file(path)
            if flags & os.O_TRUNC:
                self._truncate(file, 0)
        return 0

    def read(self, path, size, offset, fh):
        self._alive()
        with self.order:
            file = self._file(path)
            size = max(0, min(size, file.size - offset))
            with open(file.real, "rb") as handle:
                handle.seek(offset)
                found = bytearray(handle.read(size).ljust(size, b"\0"))
            for page in range(offset // PAGE, (offset + size + PAGE - 1) // PAGE):
                held = file.pages.get(page)
                if held is not None:
                    start, end = max(offset, page * PAGE), min(offset + size, (page + 1) * PAGE)
                    found[start - offset:end - offset] = held[start - page * PAGE:end - page * PAGE]
            return bytes(found)

    def write(self, path, data, offset, fh):
        self._alive()
        with self.order:
            self.written += 1
            file, done = self._file(path), 0
            while done < len(data):
                page, inside = divmod(offset + done, PAGE)
                count = min(PAGE - inside, len(data) - done)
                held = file.pages.get(page)
                if held is None:
                    with open(file.real, "rb") as handle:
                        handle.seek(page * PAGE)
                        held = file.pages[page] = bytearray(handle.read(PAGE).ljust(PAGE, b"\0"))
                held[inside:inside + count] = data[done:done + count]
                done += count
            file.size = max(file.size, offset + len(data))
            return len(data)

    @staticmethod
    def _flush(file, pages, end):
        with open(file.real, "r+b") as handle:
            for page in sorted(pages):
                handle.seek(page * PAGE)
                handle.write(bytes(file.pages[page][:max(0, min(PAGE, end - page * PAGE))]))
            handle.truncate(end)

    def _sync(self, path):
        self._alive()
        with self.order:
            self.synced += 1
            file = self.files.get(path)
            if file:
                self._flush(file, file.pages, file.size)
                file.pages.clear()
            self._commit(path)
        return 0

    def fsync(self, path, datasync, fh):
        return self._sync(path)

    def fsyncdir(self, path, datasync, fh):
        return self._sync(path)

    def truncate(self, path, length, fh=None):
        self._alive()
        with self.order:
            self._truncate(self._file(path), length)
        return 0

    @staticmethod
    def _truncate(file, length):
        last, inside = divmod(length, PAGE)
        file.pages = {page: held for page, held in file.pages.items() if page * PAGE < length}
        if last in file.pages:
            file.pages[last][inside:] = bytes(PAGE - inside)
        file.size = length
        os.truncate(file.real, length)

    # The rest --------------------------------------------------------------------------------------------------

    def getattr(self, path, fh=None):
        found = os.lstat(self._real(path))
        told = {name: getattr(found, name) for name in ("st_mode", "st_nlink", "st_uid", "st_gid", "st_size")}
        told.update(st_atime=found.st_atime_ns, st_mtime=found.st_mtime_ns, st_ctime=found.st_ctime_ns)
        file = self.files.get(path)
        if file is not None and stat.S_ISREG(found.st_mode):
            told["st_size"] = file.size
        return told

    def readdir(self, path, fh):
        return [".", ".."] + os.listdir(self._real(path))

    def readlink(self, path):
        return os.readlink(self._real(path))

    def chmod(self, path, mode):
        os.chmod(self._real(path), mode)
        return 0

    def chown(self, path, uid, gid):
        os.lchown(self._real(path), uid, gid)
        return 0

    def utimens(self, path, times=None):
        return 0

    def statfs(self, path):
        found = os.statvfs(self._real(path))
        names = ("f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_namemax")
        return {name: getattr(found, name) for name in names}

    def flush(self, path, fh):
        return 0

    def release(self, path, fh):
        return 0


def _gone(real):
    if os.path.lexists(real):
        os.unlink(real)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("backing")
    parser.add_argument("mount")
    parser.add_argument("counts")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    system = Forgetful(options.backing, options.counts, options.seed)
    signal.signal(signal.SIGUSR1, system.fail)
    signal.signal(signal.SIGUSR2, system.cut)
    # direct_io: the kernel's own cache would hide what is lost.
    fuse.FUSE(
        system, options.mount, foreground=True, nothreads=True, allow_other=True, attr_timeout=0, entry_timeout=0,
        direct_io=True, default_permissions=True)


if __name__ == "__main__":
    main()
