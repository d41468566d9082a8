"""Vietnamese letters as old programs, other systems and careless typists leave them."""

import unicodedata

UNICODE = (
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩị"
    "òóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
)
# TCVN3 (ABC) bytes as the Latin-1 characters that spreadsheets hold; U+00AD is "ư".
TCVN3 = (
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞ"
    "ßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
)
TO_TCVN3 = str.maketrans(UNICODE, TCVN3)

# VNI-Windows: a base letter and a mark; some letters have a code of their own.
VNI_TONES = {"\u0301": "ùÙ", "\u0300": "øØ", "\u0309": "ûÛ", "\u0303": "õÕ", "\u0323": "ïÏ"}
VNI_HAT = {"": "âÂ", "\u0301": "áÁ", "\u0300": "àÀ", "\u0309": "åÅ", "\u0303": "ãÃ", "\u0323": "äÄ"}
VNI_BREVE = {"": "êÊ", "\u0301": "éÉ", "\u0300": "èÈ", "\u0309": "úÚ", "\u0303": "üÜ", "\u0323": "ëË"}
VNI_ALONE = {"đ": "ñ", "Đ": "Ñ", "í": "í", "Í": "Í", "ì": "ì", "Ì": "Ì", "ỉ": "æ", "Ỉ": "Æ",
             "ĩ": "ó", "Ĩ": "Ó", "ị": "ò", "Ị": "Ò", "ỵ": "î", "Ỵ": "Î"}

CP1258_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def to_tcvn3(text):
    """TCVN3, or None when it has letters that TCVN3 has not (capitals with a tone)."""
    if any(ord(c) > 127 and c not in UNICODE and c not in "\u00a0" for c in text):
        return None
    return text.translate(TO_TCVN3)


def to_tcvn3_capitals(text):
    """What is typed under a .Vn…H font, which shows capitals; None when impossible."""
    return to_tcvn3(text.lower())


def vni_letter(letter):
    if letter in VNI_ALONE:
        return VNI_ALONE[letter]
    parts = unicodedata.normalize("NFD", letter)
    base, marks = parts[0], parts[1:]
    case = 0 if base.islower() else 1
    if "\u031b" in marks:  # ơ, ư
        base = {"o": "ô", "O": "Ô", "u": "ö", "U": "Ö"}[base]
        marks = marks.replace("\u031b", "")
    for shape, table in (("\u0302", VNI_HAT), ("\u0306", VNI_BREVE)):
        if shape in marks:
            return base + table[marks.replace(shape, "")][case]
    return base + (VNI_TONES[marks][case] if marks else "")


def to_vni(text):
    if any(ord(c) > 127 and not unicodedata.name(c, "").startswith("LATIN") for c in text):
        return None
    return "".join(c if ord(c) < 128 else vni_letter(c) for c in text)


def to_nfd(text):
    return unicodedata.normalize("NFD", text)


def to_cp1258(text):
    """Bytes of CP1258: shapes are letters, tones follow; None when it has no such letter."""
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in parts if c in CP1258_TONES)
        rest = unicodedata.normalize("NFC", "".join(c for c in parts if c not in CP1258_TONES))
        out.append(rest + tone)
    try:
        return "".join(out).encode("cp1258")
    except UnicodeEncodeError:
        return None


OLD_TONES = [("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("òe", "oè"),
             ("óe", "oé"), ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ")]


def swap_tones(text):
    """Moves tones between the two schools: Hòa ↔ Hoà.  Only where a syllable ends there."""
    words = []
    for word in text.split(" "):
        for old, new in OLD_TONES:
            if word.lower().startswith("q"):
                break
            if word.endswith(old):
                word = word[: -len(old)] + new
                break
            if word.endswith(new):
                word = word[: -len(new)] + old
                break
        words.append(word)
    return " ".join(words)


def swap_i_y(text):
    """Mỹ ↔ Mĩ, Lý ↔ Lí at the end of a syllable, after one consonant."""
    pairs = str.maketrans("yýỳỷỹỵiíìỉĩị", "iíìỉĩịyýỳỷỹỵ")
    words = []
    for word in text.split(" "):
        if len(word) == 2 and word[0].lower() in "hklmst":
            word = word[0] + word[1].translate(pairs)
        words.append(word)
    return " ".join(words)


def strip_marks(text):
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in text if not unicodedata.combining(c))


def fold(text):
    """For telling whether two names could be mistaken for each other."""
    return " ".join(strip_marks(text).lower().replace("y", "i").replace("'", " ").split())


def tidy(text):
    """A value as the truth states it: NFC, single blanks, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", str(text)).replace("\u00a0", " ").split())
