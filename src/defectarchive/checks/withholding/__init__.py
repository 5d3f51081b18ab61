"""Names that must not be published: finding them in whatever form they would leak.

letters     what letters and words are the same as which others
names       a name → the ways in which its words may be written
between     what may stand between them
ordinary    words that are no names as long as they are written small
readings    a file → what readers and programs may make of it
finder      all of that together
"""
