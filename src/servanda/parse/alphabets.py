"""With which letters beyond a to z a language is written, which of them are the most usual, and in which old encodings.

Facts of languages, in one table; extend by adding a line to each. Other languages are not guessed at: a text in one that is
no UTF-8 needs its encoding named.
"""

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъьюя"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640٠١٢٣٤٥٦٧٨٩"
_NORDIC = "åæøéòô"
ALPHABETS = {
    language: frozenset(letters)
    for language, letters in {
        "bg": _CYRILLIC, "ru": _CYRILLIC + "ёыэ", "be": _CYRILLIC + "ёіўыэ", "uk": _CYRILLIC + "ґєії",
        "sr": "абвгдђежзијклљмнњопрстћуфхцчџш", "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
        "ar": _ARABIC, "fa": _ARABIC + "پچژکگی", "ur": _ARABIC + "پچژکگیٹڈڑںےہھ",
        "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ", "he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
        "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "pl": "ąćęłńóśźż", "ro": "ăâîşţ",
        "hr": "čćđšž", "bs": "čćđšž", "sl": "čšž", "sq": "çë", "tr": "çğıi̇şöüâîû", "fr": "àâæçéèêëîïôœùûü", "de": "äöüß",
        "es": "áéíñóúü", "pt": "ãáàâçéêíóôõú", "it": "àèéìòù", "ca": "àçèéíïòóúü", "nl": "éëïóöüè", "sv": "åäöé",
        "da": _NORDIC, "no": _NORDIC, "nb": _NORDIC, "nn": _NORDIC, "fi": "äöå", "et": "äõöüšž", "lv": "āčēģīķļņšūž",
        "lt": "ąčęėįšųūž", "is": "áæðéíóöúýþ", "en": "éèêïöüç",
    }.items()
}  # fmt: skip
# Scripts of their own: half of all letters and more are among these.
COMMON = {
    **dict.fromkeys(("ru", "bg", "be"), frozenset("оеаинтсрвлкыі")),
    **dict.fromkeys(("sr", "mk"), frozenset("оеаинтсрвлкј")),
    "uk": frozenset("оеаинтсрвлкі"),
    "ar": frozenset("االيمنورتبةعدهسف"),
    **dict.fromkeys(("fa", "ur"), frozenset("ایينردوهمتسبک")),
    "el": frozenset("αοιετσςνηυρπκάέίό"),
    "he": frozenset("יוהלאתרבשמנכ"),
}
_WESTERN = frozenset({"cp1252", "latin_1", "iso8859_15", "mac_roman", "cp850", "cp858"})
_CENTRAL = frozenset({"cp1250", "iso8859_2", "cp852", "mac_latin2"})
_BALTIC = frozenset({"cp1257", "iso8859_13", "iso8859_4", "cp775"})
_RUSSIAN = frozenset({"cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic"})
_OTHER = {
    **dict.fromkeys(("ru", "bg"), _RUSSIAN),
    **dict.fromkeys(("be", "sr", "mk"), frozenset({"cp1251", "iso8859_5", "mac_cyrillic"})),
    "uk": frozenset({"cp1251", "koi8_u", "iso8859_5", "mac_cyrillic", "cp1125"}),
    **dict.fromkeys(("ar", "fa", "ur"), frozenset({"cp1256", "iso8859_6"})),
    "el": frozenset({"cp1253", "iso8859_7"}),
    "he": frozenset({"cp1255", "iso8859_8"}),
    **dict.fromkeys(("cs", "sk", "hu", "pl", "ro", "hr", "bs", "sl", "sq"), _CENTRAL),
    "tr": frozenset({"cp1254", "iso8859_9", "cp857"}),
    **dict.fromkeys(("lv", "lt"), _BALTIC),
    "et": _BALTIC | _WESTERN,
    "de": _WESTERN | _CENTRAL,
}
PAGES = {language: _OTHER.get(language, _WESTERN) for language in ALPHABETS}
