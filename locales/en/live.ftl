# The plain page that shows a centre right now, and words about time that several pages use.

language-name = English

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-long = { $weekday } { $day } { $month } { $year }
time-at = { $time }
time-minutes = { $minutes } min
time-hours = { $hours } h { $minutes } min

index-title = Centres
index-intro = Choose a centre, and see who waits and who is called
index-waiting = { $count ->
    [0] nobody waits
    [one] 1 waits
   *[other] { $count } wait
}
index-none = There are no centres yet. Make a set-up, and check it with "frontdesk check".

live-title = { $centre } right now
live-demo = Demo: citizens and employees are invented
live-skip = Go to the content
live-all-centres = All centres
live-updated = Updated
live-lost = The connection is lost. The page shows how it was, and tries again by itself.
live-called = Called
live-called-none = Nobody is called right now
live-called-caption = Numbers that are called or being served, the latest call first
live-queues = Queues right now
live-queues-caption = Each queue with how many wait and the expected time of its next number
live-waiting = Waiting
live-waiting-none = Nobody waits right now
live-waiting-caption = Numbers that wait, in the order in which we expect to call them
live-column-number = Number
live-column-desk = Desk
live-column-called-at = Called
live-column-state = Status
live-column-queue = Queue
live-column-waiting = Waiting
live-column-forecast = Expected
live-column-since = Since
live-state-called = on the way
live-state-serving = being served
live-forecast = about { $expected }, between { $earliest } and { $latest }
live-forecast-one = about { $expected }
live-forecast-none = no desk is open
live-status-closed-by-hours = closed now
live-status-closed-by-manager = closed for new numbers
live-status-full = full right now
live-status-paused = paused
live-status-day-closed = the day is over
live-announce = { $number } to { $desk }
problem-page-back = Go to the front page
