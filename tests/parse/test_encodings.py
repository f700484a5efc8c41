"""Texts of our own in many languages and encodings: each is read right or refused, never read wrongly in silence."""

import pytest

from servanda.errors import UndecodableInput
from servanda.parse import ParseConfig, read_as
from servanda.parse.decoding import Decoded, decode_text

TEXTS = {
    "ru": "Наблюдатели миссии сообщили, что ночью у деревни Верхняя прогремело девять взрывов. Глава совета заявил, что никто из жителей не пострадал, но две семьи уехали к родственникам на побережье.",
    "uk": "Спостерігачі місії повідомили, що вночі біля села Верхнє пролунало дев’ять вибухів. Голова ради заявив, що ніхто з мешканців не постраждав, але дві родини виїхали до своїх родичів на узбережжя.",
    "bg": "Наблюдателите на мисията съобщиха, че през нощта край селото са се чули девет експлозии. Кметът заяви, че никой от жителите не е пострадал, но две семейства са заминали при роднини на брега.",
    "sr": "Посматрачи мисије јавили су да се ноћу код села чуло девет експлозија. Председник већа изјавио је да нико од мештана није повређен, али су две породице отишле код рођака на обалу.",
    "ar": "أفاد مراقبو البعثة بأن تسعة انفجارات سمعت ليلا قرب القرية العليا. وقال رئيس المجلس إن أحدا من السكان لم يصب بأذى، لكن عائلتين غادرتا إلى أقاربهما على الساحل.",
    "fa": "ناظران هیئت گزارش دادند که شب هنگام در نزدیکی روستا نه انفجار شنیده شد. رئیس شورا گفت که هیچ یک از ساکنان آسیب ندیده است، اما دو خانواده پیش بستگان خود به ساحل رفتند.",
    "he": "משקיפי המשלחת מסרו כי בלילה נשמעו תשעה פיצוצים ליד הכפר העליון. ראש המועצה אמר כי איש מהתושבים לא נפגע, אך שתי משפחות עזבו אל קרוביהן בחוף.",
    "el": "Οι παρατηρητές της αποστολής ανέφεραν ότι τη νύχτα ακούστηκαν εννέα εκρήξεις κοντά στο χωριό. Ο πρόεδρος του συμβουλίου είπε ότι κανείς από τους κατοίκους δεν έπαθε τίποτα, αλλά δύο οικογένειες έφυγαν.",
    "cs": "Pozorovatelé mise oznámili, že v noci bylo u vesnice slyšet devět výbuchů. Předseda rady řekl, že nikdo z obyvatel nebyl zraněn, ale dvě rodiny odjely k příbuzným na pobřeží.",
    "sk": "Pozorovatelia misie oznámili, že v noci bolo pri dedine počuť deväť výbuchov. Predseda rady povedal, že nikto z obyvateľov nebol zranený, ale dve rodiny odišli k príbuzným na pobrežie.",
    "hu": "A misszió megfigyelői közölték, hogy éjszaka kilenc robbanást hallottak a falu közelében. A tanács elnöke azt mondta, hogy a lakosok közül senki sem sérült meg, de két család elutazott a tengerpartra a rokonaihoz, ahol jövő hétig időznek.",
    "pl": "Obserwatorzy misji poinformowali, że w nocy koło wsi słychać było dziewięć wybuchów. Przewodniczący rady powiedział, że nikt z mieszkańców nie ucierpiał, ale dwie rodziny wyjechały do krewnych na wybrzeże.",
    "ro": "Observatorii misiunii au anunţat că noaptea s-au auzit nouă explozii lângă sat. Preşedintele consiliului a spus că niciun locuitor nu a fost rănit, dar două familii au plecat la rude pe coastă.",
    "hr": "Promatrači misije javili su da se noću kod sela čulo devet eksplozija. Predsjednik vijeća izjavio je da nitko od mještana nije ozlijeđen, ali su dvije obitelji otišle rođacima na obalu.",
    "tr": "Misyonun gözlemcileri gece köyün yakınında dokuz patlama duyulduğunu bildirdi. Meclis başkanı, sakinlerden hiç kimsenin yaralanmadığını, ancak iki ailenin kıyıdaki akrabalarının yanına gittiğini söyledi.",
    "fr": "Les observateurs de la mission ont signalé que neuf explosions avaient été entendues la nuit près du village. Le président du conseil a déclaré qu'aucun habitant n'avait été blessé, mais que deux familles étaient parties.",
    "de": "Die Beobachter der Mission meldeten, dass nachts neun Explosionen nahe dem Dorf zu hören waren. Der Vorsitzende des Rates erklärte, niemand sei verletzt worden, doch zwei Familien hätten Zuflucht an der Küste gesucht.",
    "es": "Los observadores de la misión informaron de que por la noche se oyeron nueve explosiones cerca del pueblo. El presidente del consejo declaró que ningún vecino resultó herido, pero que dos familias se marcharon a la costa con niños pequeños.",
    "pt": "Os observadores da missão informaram que durante a noite se ouviram nove explosões perto da aldeia. O presidente do conselho declarou que nenhum habitante ficou ferido, mas que duas famílias partiram para a costa, onde estão os irmãos.",
    "it": "Gli osservatori della missione hanno riferito che di notte si sono udite nove esplosioni vicino al villaggio. Il presidente del consiglio ha detto che nessuno è rimasto ferito, però due famiglie sono partite perché la città è più sicura.",
    "sv": "Missionens observatörer meddelade att nio explosioner hördes under natten nära byn. Rådets ordförande sade att ingen av invånarna hade skadats, men att två familjer hade rest till släktingar på kusten för några dagar.",
    "da": "Missionens observatører meddelte, at ni eksplosioner blev hørt om natten nær landsbyen. Rådets formand sagde, at ingen af beboerne var kommet til skade, men at to familier var rejst til slægtninge på kysten.",
    "fi": "Tarkkailijat ilmoittivat, että yöllä kylän lähellä kuultiin yhdeksän räjähdystä. Neuvoston puheenjohtaja sanoi, ettei kukaan asukkaista loukkaantunut, mutta kaksi perhettä lähti sukulaistensa luo rannikolle.",
    "et": "Missiooni vaatlejad teatasid, et öösel kuuldi küla lähedal üheksat plahvatust. Volikogu esimees ütles, et keegi elanikest viga ei saanud, kuid kaks peret sõitsid rannikule sugulaste juurde, kus nad jäävad nädalaks.",
    "lv": "Misijas novērotāji ziņoja, ka naktī pie ciema bija dzirdami deviņi sprādzieni. Padomes priekšsēdētājs teica, ka neviens iedzīvotājs nav cietis, bet divas ģimenes aizbrauca pie radiniekiem uz piekrasti.",
    "lt": "Misijos stebėtojai pranešė, kad naktį prie kaimo girdėjosi devyni sprogimai. Tarybos pirmininkas pasakė, kad nė vienas gyventojas nenukentėjo, tačiau dvi šeimos išvyko pas giminaičius į pajūrį.",
    "ja": "監視団は、夜間に村の近くで九回の爆発音が聞こえたと発表した。評議会の議長は、住民にけがはなかったが、二家族が海岸の親戚のもとへ避難したと述べた。",
    "zh": "观察团报告说，夜间在村庄附近听到九次爆炸声。委员会主席说，没有居民受伤，但有两个家庭已前往海岸投靠亲戚。双方都没有对此作出回应，停火协议仍然有效。",
    "ko": "감시단은 밤사이 마을 근처에서 아홉 차례 폭발음이 들렸다고 밝혔다. 의회 의장은 주민 가운데 다친 사람은 없지만 두 가족이 해안의 친척에게 갔다고 말했다.",
    "th": "ผู้สังเกตการณ์ของคณะรายงานว่าในเวลากลางคืนได้ยินเสียงระเบิดเก้าครั้งใกล้หมู่บ้าน ประธานสภากล่าวว่าไม่มีชาวบ้านคนใดได้รับบาดเจ็บ แต่สองครอบครัวได้เดินทางไปหาญาติที่ชายฝั่ง",
    "en": "The observers’ report said that “nine explosions” were heard near the village at night – the head of the council said nobody was hurt, but two families had left for the coast, where their relatives’ house stands.",
}  # fmt: skip
ENCODINGS = {
    "ru": "cp1251 koi8_r iso8859_5 cp866 mac_cyrillic", "uk": "cp1251 koi8_u", "bg": "cp1251 iso8859_5", "sr": "cp1251 iso8859_5",
    "ar": "cp1256 iso8859_6", "fa": "cp1256", "he": "cp1255 iso8859_8", "el": "cp1253 iso8859_7", "cs": "cp1250 iso8859_2 cp852",
    "sk": "cp1250 iso8859_2", "hu": "cp1250 iso8859_2 cp852", "pl": "cp1250 iso8859_2 cp852", "ro": "cp1250 iso8859_2",
    "hr": "cp1250 iso8859_2", "tr": "cp1254 iso8859_9 cp857", "fr": "cp1252 iso8859_15 mac_roman cp850",
    "de": "cp1252 cp850 mac_roman", "es": "cp1252 cp850", "pt": "cp1252", "it": "cp1252", "sv": "cp1252 mac_roman", "da": "cp1252",
    "fi": "cp1252", "et": "cp1252 cp1257", "lv": "cp1257 iso8859_13", "lt": "cp1257 iso8859_13", "ja": "shift_jis euc_jp",
    "zh": "gb18030 big5", "ko": "euc_kr", "th": "cp874", "en": "cp1252 mac_roman",
}  # fmt: skip
# What the guess must know: others may be refused.
READ = {
    *("ru cp1251", "ru koi8_r", "ru iso8859_5", "uk cp1251", "uk koi8_u", "sr cp1251", "ar cp1256", "ar iso8859_6", "fa cp1256"),
    *("he cp1255", "he iso8859_8", "el cp1253", "el iso8859_7", "cs cp1250", "cs iso8859_2", "sk cp1250", "hu cp1250", "hu iso8859_2"),
    *("pl cp1250", "pl iso8859_2", "ro cp1250", "tr cp1254", "tr iso8859_9", "fr cp1252", "fr cp850", "de cp1252", "es cp1252"),
    *("pt cp1252", "it cp1252", "sv cp1252", "da cp1252", "fi cp1252", "et cp1252", "lv cp1257", "lt cp1257", "en cp1252", "en mac_roman"),
}  # fmt: skip
CASES = [(language, name) for language, names in ENCODINGS.items() for name in names.split()]


def written(text: str, name: str) -> tuple[str, bytes]:
    """Return a text as far as an encoding has its letters, and its bytes."""
    content = text.encode(name, "ignore")
    return content.decode(name), content


def decoded(content: bytes) -> Decoded | None:
    try:
        return decode_text(content)
    except UndecodableInput:
        return None


def test_there_are_forty_texts_and_more() -> None:
    assert len(CASES) >= 40
    assert {f"{language} {name}" for language, name in CASES} >= READ


@pytest.mark.parametrize(("language", "name"), CASES)
def test_a_text_is_read_right_or_refused(language: str, name: str) -> None:
    text, content = written(TEXTS[language], name)
    found = decoded(content)
    assert found is not None or f"{language} {name}" not in READ
    assert found is None or (found.text == text and "told by its letters and language" in found.said)


@pytest.mark.parametrize(("language", "name"), CASES)
def test_no_part_of_a_text_and_no_other_case_is_read_wrongly(language: str, name: str) -> None:
    whole = TEXTS[language]
    parts = [whole[at : at + 60] for at in range(0, len(whole) - 40, 37)]
    for part in (*parts, whole.lower(), whole.upper(), "\n".join(parts)):
        text, content = written(part, name)
        found = decoded(content)
        assert found is None or found.text == text, f"{name} read as {found.encoding}"


@pytest.mark.parametrize(
    ("language", "name"), [(one, name) for one, name in CASES if one not in {"en", "ja", "zh", "ko", "th"}]
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_file_in_two_encodings_is_refused(language: str, name: str, is_first: bool) -> None:
    _, content = written(TEXTS[language], name)
    halves = [TEXTS[language].encode(), content]
    with pytest.raises(UndecodableInput, match="encoding"):
        decode_text(b"\n\n".join(halves if is_first else halves[::-1]))


@pytest.mark.parametrize(("language", "name"), CASES)
def test_a_declared_encoding_wins_where_it_decodes(language: str, name: str) -> None:
    text, content = written(TEXTS[language], name)
    found = decode_text(content, name)
    assert found.text == text
    assert found.why == "declared"


def test_how_a_text_is_read_is_said_before_it_is_parsed() -> None:
    config = ParseConfig()
    _, content = written(TEXTS["ru"], "koi8_r")
    assert read_as("text/plain", content, config) == "koi8-r (told by its letters and language)"
    assert read_as("text/plain; charset=koi8-r", content, config) == "koi8-r (declared)"
    assert read_as("text/html", b"<meta charset=koi8-r><p>" + content, config) == "koi8-r (declared)"
    assert read_as("text/plain", TEXTS["ru"].encode(), config) is None
    assert read_as("application/pdf", b"%PDF \xff\xfe", config) is None
    with pytest.raises(UndecodableInput):
        read_as("text/plain", b"\x81\x8d\x8f\x90", config)
