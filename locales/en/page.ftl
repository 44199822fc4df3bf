# What several pages have.

page-skip = Go to the content
page-demo = Demo: citizens and employees are invented
page-tour = The tour
page-languages = Languages
page-lost = The connection is gone. The page shows how it was, and tries again by itself.
problem-page-back = Go to the front page
