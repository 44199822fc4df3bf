# The screen on the wall.

screen-title = Screen, { $centre }
screen-now-called = Now called
screen-called = Called now
screen-before = Called before
screen-announce = { $number } is called to { $desk }
screen-ago =
    { $minutes ->
        [0] just now
       *[other] { $minutes } min ago
    }
screen-nobody = Nobody is called right now
screen-last = Last called: { $number } to { $desk }
screen-closed-now = Closed now
screen-opens-today = Opens again today at { $at }
screen-opens-again = Opens again on { $day } at { $at }
screen-queues = Queues now
screen-waiting = waiting
screen-wait = about
screen-wait-unknown = time not known
screen-unit-minutes = min
screen-unit-hours = h
screen-closed = closed now
screen-opens = opens { $at }
screen-appointment = by appointment
screen-full = full right now
screen-paused = on a break
screen-info = News and practical matters
screen-open-today = Open today { $hours }
screen-closed-today = Closed today
screen-lost = Not live since { $at }
screen-stale = This screen is not live
screen-stale-more = New calls are not shown here right now. Listen for your number, or ask the staff.
screen-silent = Sound is off. Press here
screen-list-title = Screens, { $centre }
screen-list-none = This centre has no screens
screen-unknown = There is no such screen here. Choose one of the centre’s screens.
