"""The pieces that are kept of the base model's vocabulary: all that the examples use, every single
character, and the commonest others (the base list stands in the order of how common they are)."""
import collections
import json

from replies import stripped

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]


def choose(tokenizer, texts, size):
    """(pieces in order, their ids in the base vocabulary)"""
    base = tokenizer.get_vocab()
    order = sorted(base, key=base.get)
    counts = collections.Counter()
    for text in texts:
        for form in (text, stripped(text)):
            counts.update(tokenizer.encode(form, add_special_tokens=False).tokens)
    plain = lambda piece: all(0x20 < ord(c) < 0x250 or c in "‘’“”–—…€" for c in piece)
    single = [p for p in order if len(p.removeprefix("##")) == 1 and plain(p)]
    kept = dict.fromkeys(SPECIAL + single)
    used = [p for p, n in counts.most_common() if not p.startswith("[") and plain(p)]
    kept.update(dict.fromkeys(used[:size]))
    for piece in order:
        if len(kept) >= size:
            break
        if not piece.startswith("[") and plain(piece):
            kept[piece] = None
    pieces = list(kept)[:size]
    return pieces, [base[p] for p in pieces]


def trimmed(path, pieces):
    """A tokenizer of the same rules with those pieces alone."""
    from tokenizers import Tokenizer

    about = json.load(open(path, encoding="utf-8"))
    about["model"]["vocab"] = {piece: at for at, piece in enumerate(pieces)}
    about["truncation"] = about["padding"] = None
    about["post_processor"] = None
    about["added_tokens"] = []
    return Tokenizer.from_str(json.dumps(about))
