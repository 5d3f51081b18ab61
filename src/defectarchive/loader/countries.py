"""States by their ISO 3166-1 alpha-2 codes, withdrawn ones (ISO 3166-3) included."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from defectarchive.model.marking import _

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
# XK is no ISO code but the one in use. CS was Czechoslovakia until 1993, then Serbia and
# Montenegro; AI, BQ, GE and SK were withdrawn too, and have been given out anew. The CLDR has no
# names for most of them.
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


UNIONS: Mapping[str, str] = {"EU": _("European Union"), "UN": _("United Nations")}
"""What can be a party as a state can: codes that ISO 3166 keeps for them, with English names."""

COUNTRIES: Mapping[str, str] = {**_WITHDRAWN, **_table(_CURRENT)}
"""English names by code; a code that was given out anew has the name of today's state."""

# Beyond it, looking for similar names would take longer than it helps.
_LONGEST_NAME = 60
_CODES_BY_NAME = {name.casefold(): code for code, name in COUNTRIES.items()} | {
    name.casefold(): code for name, code in _OTHER_NAMES.items()
}


def country_hint(word: str) -> str:
    """The code, or the codes, that somebody who wrote `word` may have meant; "" if none."""
    if word.upper() in COUNTRIES:
        return f'did you mean "{word.upper()}"?'
    code = _CODES_BY_NAME.get(word.casefold())
    if code:
        return f'did you mean "{code}"?'
    if len(word) not in (2, 3) or not word.isascii() or not word.isalpha():
        return _near_name(word) or "write the two letters of ISO 3166-1, such as CH or JP"
    first = word[:1].upper()
    near = [f'"{code}" ({name})' for code, name in sorted(COUNTRIES.items()) if code[0] == first]
    second = [item for item in near if item[2] in word[1:].upper()]
    return f"did you mean {' or '.join((second or near)[:6])}?"


def _near_name(word: str) -> str:
    """The code of the state whose name is nearest, as for its name in another language."""
    if len(word) > _LONGEST_NAME:
        return ""
    alike = [name for name in _CODES_BY_NAME if name[:1] == word[:1].casefold()]
    near = difflib.get_close_matches(word.casefold(), alike, n=1, cutoff=0.7)
    if not near:
        return ""
    code = _CODES_BY_NAME[near[0]]
    return f'did you mean "{code}" ({COUNTRIES[code]})?'
