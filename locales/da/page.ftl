# Det, flere sider har.

page-skip = Gå til indholdet
page-demo = Demo: borgere og medarbejdere er opdigtede
page-tour = Rundvisning
page-languages = Sprog
page-lost = Forbindelsen er væk. Siden viser, hvordan det var, og prøver selv igen.
problem-page-back = Gå til forsiden
