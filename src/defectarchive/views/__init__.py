"""All that a template may see. A page's view is also all that the page depends on.

Every field of a page's view is a variable of its template. Views hold strings, numbers, flags,
None, tuples and other views, nothing else, so that they can be encoded and compared.

Paths run from the site's root and have no leading slash ("cases/x/", "cases/x/#c12ab"; "" is the
home page). A template writes `href="{{ root }}{{ link.path }}"`; `root` leads from the page to the
site's root ("./", "../../"), so one view of a row serves every page and any base path.

Words that do not come from the content are not here: where a view holds the value of an enum
(a stance, a standing, a rule, the kind of a list), the template finds the words. Dates, counts
and countries come worded by `defectarchive.language.words`. An empty string, an empty tuple or None
means that there is no such thing.
"""
