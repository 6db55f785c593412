"""What the model is trained from, as one hash: `python training/inputs.py` prints it.

SHA-256 over each file in the order of its path: the path's bytes, a zero, the length as eight bytes (little endian),
the content. The hash is written into the model file; a test in crates/course computes it again in the same way, so
that a model that was trained from other files than these is noticed.
"""
import glob
import hashlib
import os

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = ("replies/*.jsonl", "pairs/*.jsonl", "*.py")
# Scripts that look at a model and change none.
LOOKING = {"golden.py", "speed.py"}


def files(folder=HERE):
    """Paths within the folder, with `/`, in order."""
    found = [os.path.relpath(path, folder) for kind in KINDS for path in glob.glob(os.path.join(folder, kind))]
    return sorted(path.replace(os.sep, "/") for path in found if path not in LOOKING)


def digest(folder=HERE):
    """The 32 bytes."""
    whole = hashlib.sha256()
    for path in files(folder):
        with open(os.path.join(folder, path), "rb") as file:
            content = file.read()
        whole.update(path.encode() + b"\0" + len(content).to_bytes(8, "little") + content)
    return whole.digest()


if __name__ == "__main__":
    print(digest().hex())
