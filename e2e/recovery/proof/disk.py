"""Disks that can be filled, frozen, or made unwritable. All of it needs root."""

import contextlib
import os
import pathlib
import subprocess


def run(*command):
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


class Disk:
    """A file with ext4 in it, mounted."""

    def __init__(self, folder, mebibytes):
        self.folder, self.image = pathlib.Path(folder), pathlib.Path(str(folder) + ".img")
        self.folder.mkdir(parents=True)
        with open(self.image, "wb") as image:
            image.truncate(mebibytes << 20)
        run("mkfs.ext4", "-q", "-m", "0", self.image)
        run("mount", "-o", "loop", self.image, self.folder)

    def free(self):
        """MiB."""
        stat = os.statvfs(self.folder)
        return stat.f_bavail * stat.f_frsize >> 20

    @contextlib.contextmanager
    def filled(self, left):
        """Up to so many MiB."""
        filler = self.folder / "filler"
        try:
            run("fallocate", "-l", f"{self.free() - left}MiB", filler)
            if left == 0:
                with contextlib.suppress(OSError), open(self.folder / "filler-of-the-rest", "wb", buffering=0) as rest:
                    while True:
                        rest.write(bytes(65536))
            yield
        finally:
            filler.unlink(missing_ok=True)
            (self.folder / "filler-of-the-rest").unlink(missing_ok=True)

    @contextlib.contextmanager
    def frozen(self):
        """Whoever writes waits."""
        run("fsfreeze", "-f", self.folder)
        try:
            yield
        finally:
            run("fsfreeze", "-u", self.folder)

    def close(self):
        run("umount", "-l", self.folder)
        self.image.unlink()


@contextlib.contextmanager
def unwritable(folder):
    """
    Every write is refused, also through files that are open already. Left out are files that are mapped into memory: they could
    be written still on a disk that has become read-only.
    """
    paths = [path for path in [pathlib.Path(folder), *pathlib.Path(folder).rglob("*")]
             if path.name != "lost+found" and not path.name.endswith("-shm") and (path.is_dir() or path.is_file())]
    changed = []
    try:
        for path in paths:
            with contextlib.suppress(subprocess.CalledProcessError):
                run("chattr", "+i", path)
                changed.append(path)
        yield
    finally:
        for path in changed:
            with contextlib.suppress(subprocess.CalledProcessError):
                run("chattr", "-i", path)
