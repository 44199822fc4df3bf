# Infoskærmen på væggen.

screen-title = Infoskærm, { $centre }
screen-now-called = Nu kaldes
screen-called = Kaldt nu
screen-before = Kaldt før
screen-announce = { $number } er kaldt til { $desk }
screen-ago =
    { $minutes ->
        [0] lige nu
       *[other] { $minutes } min siden
    }
screen-nobody = Ingen er kaldt lige nu
screen-last = Sidst kaldt: { $number } til { $desk }
screen-closed-now = Lukket nu
screen-opens-today = Åbner igen i dag { $at }
screen-opens-again = Åbner igen { $day } { $at }
screen-queues = Køer lige nu
screen-waiting = venter
screen-wait = ca. tid
screen-wait-unknown = tiden kendes ikke
screen-unit-minutes = min
screen-unit-hours = t
screen-closed = lukket nu
screen-opens = åbner { $at }
screen-appointment = kun med aftale
screen-full = fuld lige nu
screen-paused = holder pause
screen-info = Nyt og praktisk
screen-open-today = Åbent i dag { $hours }
screen-closed-today = Lukket i dag
screen-lost = Ikke live siden { $at }
screen-stale = Skærmen er ikke live
screen-stale-more = Nye kald vises ikke her lige nu. Lyt efter dit nummer, eller spørg personalet.
screen-silent = Lyden er slået fra. Tryk her
screen-list-title = Infoskærme, { $centre }
screen-list-none = Centret har ingen infoskærme
screen-unknown = Den infoskærm findes ikke her. Vælg en af centrets skærme.
