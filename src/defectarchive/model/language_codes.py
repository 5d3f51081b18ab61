"""What languages are called in English, by their BCP 47 codes."""

from __future__ import annotations

_TABLE = """
ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bs Bosnian|ca Catalan|cs Czech|cy Welsh
da Danish|de German|el Greek|en English|es Spanish|et Estonian|eu Basque|fa Persian|fi Finnish
fo Faroese|fr French|ga Irish|he Hebrew|hi Hindi|hr Croatian|hu Hungarian|hy Armenian
id Indonesian|is Icelandic|it Italian|ja Japanese|ka Georgian|kk Kazakh|ko Korean|ky Kyrgyz
lt Lithuanian|lv Latvian|mk Macedonian|mn Mongolian|nb Norwegian Bokmål|nl Dutch|nn Nynorsk
no Norwegian|pl Polish|pt Portuguese|ro Romanian|ru Russian|se Northern Sami|sk Slovak|sl Slovene
sq Albanian|sr Serbian|sv Swedish|tg Tajik|th Thai|tk Turkmen|tr Turkish|tt Tatar|uk Ukrainian
ur Urdu|uz Uzbek|vi Vietnamese|zh Chinese
"""
LANGUAGES = {
    entry[:2]: entry[3:] for line in _TABLE.strip().split("\n") for entry in line.split("|")
}
