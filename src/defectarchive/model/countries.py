"""States by their ISO 3166-1 alpha-2 codes, withdrawn ones (ISO 3166-3) included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from defectarchive.diagnostics.diagnostic import asked_whether_meant
from defectarchive.diagnostics.similar_words import nearest
from defectarchive.model.dates.date import Date, civil
from defectarchive.model.translatable import _

_CURRENT = """
AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania
AM Armenia|AO Angola|AQ Antarctica|AR Argentina|AS American Samoa|AT Austria|AU Australia|AW Aruba
AX Åland Islands|AZ Azerbaijan|BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh|BE Belgium
BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BL Saint Barthélemy|BM Bermuda
BN Brunei|BO Bolivia|BQ Bonaire, Sint Eustatius and Saba|BR Brazil|BS Bahamas|BT Bhutan
BV Bouvet Island|BW Botswana|BY Belarus|BZ Belize|CA Canada|CC Cocos (Keeling) Islands
CD Democratic Republic of the Congo|CF Central African Republic|CG Congo|CH Switzerland
CI Côte d’Ivoire|CK Cook Islands|CL Chile|CM Cameroon|CN China|CO Colombia|CR Costa Rica|CU Cuba
CV Cabo Verde|CW Curaçao|CX Christmas Island|CY Cyprus|CZ Czechia|DE Germany|DJ Djibouti
DK Denmark|DM Dominica|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt
EH Western Sahara|ER Eritrea|ES Spain|ET Ethiopia|FI Finland|FJ Fiji|FK Falkland Islands
FM Micronesia|FO Faroe Islands|FR France|GA Gabon|GB United Kingdom|GD Grenada|GE Georgia
GF French Guiana|GG Guernsey|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia|GN Guinea
GP Guadeloupe|GQ Equatorial Guinea|GR Greece|GS South Georgia and the South Sandwich Islands
GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana|HK Hong Kong|HM Heard Island and McDonald Islands
HN Honduras|HR Croatia|HT Haiti|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IM Isle of Man
IN India|IO British Indian Ocean Territory|IQ Iraq|IR Iran|IS Iceland|IT Italy|JE Jersey
JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan|KH Cambodia|KI Kiribati|KM Comoros
KN Saint Kitts and Nevis|KP North Korea|KR South Korea|KW Kuwait|KY Cayman Islands|KZ Kazakhstan
LA Laos|LB Lebanon|LC Saint Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho
LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova|ME Montenegro
MF Saint Martin (French part)|MG Madagascar|MH Marshall Islands|MK North Macedonia|ML Mali
MM Myanmar|MN Mongolia|MO Macao|MP Northern Mariana Islands|MQ Martinique|MR Mauritania
MS Montserrat|MT Malta|MU Mauritius|MV Maldives|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique
NA Namibia|NC New Caledonia|NE Niger|NF Norfolk Island|NG Nigeria|NI Nicaragua|NL Netherlands
NO Norway|NP Nepal|NR Nauru|NU Niue|NZ New Zealand|OM Oman|PA Panama|PE Peru|PF French Polynesia
PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland|PM Saint Pierre and Miquelon|PN Pitcairn
PR Puerto Rico|PS Palestine|PT Portugal|PW Palau|PY Paraguay|QA Qatar|RE Réunion|RO Romania
RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden
SG Singapore|SH Saint Helena, Ascension and Tristan da Cunha|SI Slovenia|SJ Svalbard and Jan Mayen
SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname|SS South Sudan
ST São Tomé and Príncipe|SV El Salvador|SX Sint Maarten (Dutch part)|SY Syria|SZ Eswatini
TC Turks and Caicos Islands|TD Chad|TF French Southern Territories|TG Togo|TH Thailand
TJ Tajikistan|TK Tokelau|TL Timor-Leste|TM Turkmenistan|TN Tunisia|TO Tonga|TR Türkiye
TT Trinidad and Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda
UM United States Minor Outlying Islands|US United States|UY Uruguay|UZ Uzbekistan
VA Vatican City|VC Saint Vincent and the Grenadines|VE Venezuela|VG British Virgin Islands
VI United States Virgin Islands|VN Vietnam|VU Vanuatu|WF Wallis and Futuna|WS Samoa|YE Yemen
YT Mayotte|ZA South Africa|ZM Zambia|ZW Zimbabwe
"""
# XK is no ISO code but the one in use. The CLDR has no names for most of them.
_WITHDRAWN = {
    "AN": _("Netherlands Antilles"),
    "BU": _("Burma"),
    "CS": _("Czechoslovakia, later Serbia and Montenegro"),
    "CT": _("Canton and Enderbury Islands"),
    "DD": _("East Germany"),
    "DY": _("Dahomey"),
    "FQ": _("French Southern Territories"),
    "FX": _("Metropolitan France"),
    "HV": _("Upper Volta"),
    "JT": _("Johnston Island"),
    "MI": _("Midway Islands"),
    "NH": _("New Hebrides"),
    "NQ": _("Queen Maud Land"),
    "NT": _("Neutral Zone"),
    "PC": _("Pacific Islands"),
    "PU": _("United States Pacific Islands"),
    "PZ": _("Panama Canal Zone"),
    "RH": _("Southern Rhodesia"),
    "SU": _("Soviet Union"),
    "TP": _("East Timor"),
    "VD": _("North Vietnam"),
    "WK": _("Wake Island"),
    "XK": _("Kosovo"),
    "YD": _("South Yemen"),
    "YU": _("Yugoslavia"),
    "ZR": _("Zaire"),
}
_OTHER_NAMES = {
    "UK": "GB",
    "Great Britain": "GB",
    "England": "GB",
    "USA": "US",
    "United States of America": "US",
    "USSR": "SU",
    "Soviet": "SU",
    "Russian Federation": "RU",
    "RUS": "RU",
    "Norge": "NO",
    "NOR": "NO",
    "GDR": "DD",
    "DDR": "DD",
    "Czech Republic": "CZ",
    "Czechoslovakia": "CS",
    "Serbia and Montenegro": "CS",
    "Turkey": "TR",
    "Ivory Coast": "CI",
    "Burma": "MM",
}


def _table(lines: str) -> dict[str, str]:
    entries = lines.strip().replace("\n", "|").split("|")
    return {entry[:2]: entry[3:] for entry in entries}


COUNTRIES: Mapping[str, str] = {**_WITHDRAWN, **_table(_CURRENT)}
"""English names by code; a code that was given out anew has the name of today's state."""

BODIES: Mapping[str, str] = {"EU": _("European Union"), "UN": _("United Nations")}
"""What is no state and stands where one can: its code is reserved in ISO 3166-1."""


class Holder(NamedTuple):
    """A state that had a code: its English name, the first and the last year of it, None if open.

    The year in which a code was withdrawn is still that of the state which had it.
    """

    name: str
    first: int | None
    last: int | None


GIVEN_ANEW: Mapping[str, tuple[Holder, ...]] = {
    "AI": (
        Holder(_("French Afars and Issas"), None, 1977),
        Holder(COUNTRIES["AI"], 1978, None),
    ),
    "BQ": (
        Holder(_("British Antarctic Territory"), None, 1979),
        Holder(COUNTRIES["BQ"], 1980, None),
    ),
    "CS": (
        Holder(_("Czechoslovakia"), None, 1992),
        Holder(_("Serbia and Montenegro"), 2003, None),
    ),
    "GE": (
        Holder(_("Gilbert and Ellice Islands"), None, 1979),
        Holder(COUNTRIES["GE"], 1980, None),
    ),
    "SK": (Holder(_("Sikkim"), None, 1975), Holder(COUNTRIES["SK"], 1976, None)),
}
"""The codes that more than one state has had, by ISO 3166-3, with these in order of time."""


def holders(code: str, dates: Iterable[Date | None]) -> tuple[int, ...]:
    """Which of the states in `GIVEN_ANEW` had the code on all of these dates, if that is sure.

    All of them where it is not, or where there is no date; () for a code that one state has.
    """
    known = GIVEN_ANEW.get(code, ())
    each = {tuple(n for n, one in enumerate(known) if _had_it(one, date)) for date in dates}
    found = each.pop() if len(each) == 1 else ()
    return found if len(found) == 1 else tuple(range(len(known)))


def _had_it(holder: Holder, date: Date | None) -> bool:
    """Whether the state may have had its code on the date."""
    if date is None:
        return True
    begins = None if date.earliest is None else civil(date.earliest)[0]
    ends = None if date.latest is None else civil(date.latest)[0]
    return not (
        (holder.last is not None and begins is not None and begins > holder.last)
        or (holder.first is not None and ends is not None and ends < holder.first)
    )


_CODES_BY_NAME = {name.casefold(): code for code, name in COUNTRIES.items()} | {
    name.casefold(): code for name, code in _OTHER_NAMES.items()
}


def country_hint(word: str) -> str:
    """The code, or the codes, that somebody who wrote `word` may have meant; "" if none."""
    known = word.upper() in COUNTRIES or word.upper() in BODIES
    code = word.upper() if known else _CODES_BY_NAME.get(word.casefold())
    if code:
        return asked_whether_meant(code)
    if len(word) not in (2, 3) or not word.isascii() or not word.isalpha():
        return _near_name(word) or "write the two letters of ISO 3166-1, such as CH or JP"
    first = word[:1].upper()
    near = [f'"{code}" ({name})' for code, name in sorted(COUNTRIES.items()) if code[0] == first]
    second = [item for item in near if item[2] in word[1:].upper()]
    return f"did you mean {' or '.join((second or near)[:6])}?"


def _near_name(word: str) -> str:
    """The code of the state of that name, in whatever language, or of one so alike."""
    names = _names()
    meant = names.get(word.casefold())
    if meant is None:
        near = nearest(word.casefold(), names)
        meant = None if near is None else names[near]
    return "" if meant is None else f'did you mean "{meant}" ({COUNTRIES[meant]})?'


# In which editors may think of a state; English and the other names in `_OTHER_NAMES` go first.
_LANGUAGES = ("nb", "nn", "sv", "da", "fi", "is", "de", "nl", "fr", "es", "it", "pl", "ru", "uk")


@cache
def _names() -> Mapping[str, str]:
    """Codes by names in several languages, small letters; looked for only where one is wrong."""
    from babel import Locale  # noqa: PLC0415 - it takes long, and mistakes are few

    found = dict(_CODES_BY_NAME)
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in COUNTRIES:
                found.setdefault(name.casefold(), code)
    return found
