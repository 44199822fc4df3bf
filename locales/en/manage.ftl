# The manager's pages: the hall now, and the days again.

manage-title = { $centre }: manager
manage-pages = Pages
manage-centres = Centres
manage-tab-now = Now
manage-tab-days = The day again
manage-back = Back to the hall

manage-queues = Queues right now
manage-waiting = { $count ->
    [0] no one waits
    [one] 1 waits
   *[other] { $shown } wait
}
manage-desks-open = { $all ->
    [one] { $open } of 1 desk open
   *[other] { $open } of { $all } desks open
}
manage-day-is-closed = The day is closed. It can be seen again under The day again.
manage-column-queue = Queue
manage-column-waiting = Waiting
manage-column-longest = Longest wait / target
manage-column-share = Within target
manage-column-line = Wait: last hour and next number
manage-column-status = Status
manage-of-target-word = target in minutes:
manage-share-of = of { $count }
manage-next = The next number waits about { $expected } min, between { $earliest } and { $latest } min
manage-next-unknown = The next number's wait cannot be said
manage-status-open = Open
manage-status-closed-by-hours = Closed now
manage-status-closed = No new ones
manage-status-full = Full
manage-status-paused = Paused
manage-status-day-closed = The day is over
manage-queue-menu = { $queue }: { $status }. Change its status
manage-order-by-hours = Follow the opening hours
manage-order-open = Open
manage-order-closed = Close for new ones
manage-order-paused = Pause
manage-order-by-hours-means = as the centre's hours say
manage-order-open-means = also outside the hours
manage-order-closed-means = no new numbers; those who wait are called
manage-order-paused-means = no new numbers and no calls

manage-board = Who serves what
manage-board-hint = Press a field to change it
manage-column-desk = Employee
manage-column-state = Status
manage-column-acts = Actions
manage-serves = { $desk } serves { $letter } { $queue }
manage-desk-serves = Serving { $number }
manage-desk-calls = Calling { $number }
manage-desk-serves-last = Serving { $number } · on a break afterwards
manage-desk-calls-last = Calling { $number } · on a break afterwards
manage-desk-free = Free
manage-desk-paused = On a break
manage-desk-paused-until = On a break until { $time }
manage-desk-nobody = nobody
manage-desk-menu = Actions for { $desk }
manage-finish = Finish { $number }
manage-return = Send { $number } back to the queue
manage-end-pause = End the break
manage-sign-off = Sign the desk off

manage-attention = Needs attention
manage-attention-count = { $count ->
    [0] Nothing needs attention
    [one] 1 thing needs attention
   *[other] { $shown } things need attention
}
manage-calm = All is well
manage-calm-facts = No queue is over its target
manage-alarm = The alarm at { $place } is on
manage-help = Somebody calls for help at { $place }
manage-sms-dead = Text messages cannot be sent
manage-email-dead = E-mails cannot be sent
manage-dead-since = Since { $time }
manage-messages-wait = { $count ->
    [one] { $count } message waits
   *[other] { $count } messages wait
}
manage-dead-nothing-lost = They are sent when the provider answers again
manage-untaken-since = Since { $time } · nobody is on the way
manage-go-there = I am going
manage-alone = { $letter }: nobody serves the queue
manage-over = { $letter }: the longest wait is over the target
manage-full = { $letter }: the queue is full
manage-held-paused = { $letter } is paused
manage-held-closed = { $letter } is closed for new numbers
manage-expected-over = { $letter }: the next number waits about { $span }
manage-likely = probably { $from }–{ $to } min
manage-target = target { $target } min
manage-of-target = { $minutes } of { $target } min
manage-longest = longest { $span }
manage-serving = { $count ->
    [0] nobody serves
    [one] 1 serves
   *[other] { $shown } serve
}
manage-taken = { $count ->
    [one] 1 number today
   *[other] { $shown } numbers today
}
manage-overlong = { $number } at { $desk } has lasted { $span }
manage-overlong-facts = Usually takes { $usual } · was it forgotten?
manage-look-queue = See queue
manage-look-board = See who serves
manage-finish-it = Finish
manage-open-it = Open
manage-resume-it = Resume

manage-today = Today
manage-today-taken = Numbers taken
manage-today-served = Served
manage-today-left = Left without being served
manage-today-referred = Referred elsewhere
manage-today-out-of-turn = Called out of turn
manage-account-link = The day's account
manage-close-day = Close the day

manage-undo = Undo
manage-close-notice = Close the message
manage-done-serves = { $desk } now serves { $letter } { $queue }
manage-done-serves-not = { $desk } no longer serves { $letter } { $queue }
manage-done-by-hours = { $queue } follows its opening hours again
manage-done-open = { $queue } is open for new numbers
manage-done-closed = { $queue } is closed for new numbers. Those who wait are still called.
manage-done-paused = { $queue } is paused: no new numbers and no calls
manage-done-signed-off = { $desk } is signed off
manage-done-pause-ended = { $desk } is no longer on a break
manage-done-finished = The visit is finished
manage-done-returned = The visit is sent back to the queue and keeps its place
manage-done-taken-back = Taken back: the visit is at { $desk } again
manage-done-gone = The call is taken. Everybody can see that you are on your way.
manage-done-day-closed = The day is closed

manage-close-title = Close the day now?
manage-close-waiting = { $count ->
    [0] No one waits or is parked
    [one] 1 waits or is parked
   *[other] { $shown } wait or are parked
}
manage-close-at-desks = { $count ->
    [0] No one is at a desk
    [one] 1 is at a desk
   *[other] { $shown } are at a desk
}
manage-close-what = All visits end, and no more numbers can be taken today. This cannot be undone.
manage-close-now = Close the day now
manage-close-not = Let the day go on

manage-days-title = The day again
manage-days-intro = Choose a day, and see the hall minute by minute
manage-months = Months
manage-month = { $month } { $year }
manage-month-before = The month before
manage-month-after = The month after
manage-month-nothing = Nothing happened in that month
manage-month-deleted = Days older than they are kept have been deleted
manage-other-day = Choose another day
manage-day-not-yet = That day has not come yet. Choose one that has been.
manage-day-nothing = Nothing happened that day. Choose another one.
manage-day-deleted = The day is older than days are kept, and what happened on it has been deleted. Choose a newer one.

manage-replay-title = { $centre }: { $date }
manage-play = Play
manage-speed = Speed
manage-share = Share this moment
manage-copied = The address is copied
manage-timeline = Time line: how many waited
manage-minute = Time
manage-show-minute = Show the time
manage-time-pattern = { "{time}" }
manage-steps = Steps
manage-minute-back = One minute back
manage-minute-on = One minute on
manage-event-back = What happened before
manage-event-on = What happened next
manage-mark-most-waiting = { $count ->
    [one] 1 waited
   *[other] { $shown } waited
}
manage-mark-longest-wait = { $span } in { $letter }
manage-mark-by-hours = { $letter } by opening hours
manage-mark-open = { $letter } opened
manage-mark-closed = { $letter } closed for new ones
manage-mark-paused = { $letter } paused
manage-mark-desks = { $count ->
    [one] 1 desk
   *[other] { $shown } desks
}
manage-hall-at = The hall at { $time }
manage-floor-ground = Ground floor
manage-floor-below = Basement
manage-floor = Floor { $floor }
manage-desk-closed = closed
manage-on-the-way = on the way for
manage-nobody-waits = No one waits
manage-no-area = Waiting
manage-more = and { $count } more
manage-kiosk-takes = gave { $number }
manage-kiosk-help = calls for help
manage-longest-word = longest
manage-story = What happened
manage-story-none = Nothing
manage-from-to = { $from }–{ $to }
manage-therefore = Why { $number }
manage-therefore-before = Why { $number } before { $other }
manage-serves-not = { $desk } serves { $queues }, not { $letter }
manage-compared = { $number } is due at { $time }
manage-first-in-queue = { $number } was first, due at { $time }
manage-earliest-due = { $number } was due first, at { $time }

manage-account-so-far = The day is not over. The figures are as they stand now.
manage-nothing-yet = Nothing yet
manage-events = Events
manage-filter-visit = Number
manage-filter-kind = Kind
manage-filter = Show
manage-kind-all = All
manage-kind-visits = Visits
manage-kind-calls = Calls
manage-kind-desks = Desks
manage-kind-queues = Queues and the day
manage-kind-help = Help and alarm
manage-visit-unknown = { $number } was not given that day. Check the number.
manage-way = { $number }: its way through the day
manage-way-period = Period
manage-way-from = From
manage-way-to = To
manage-way-span = Duration
manage-way-place = Place
manage-min-sec = { $minutes } min { $seconds } s
manage-all-visits = Show all visits
manage-period-waiting = Waited
manage-period-walking = Walked to the desk
manage-period-serving = Served
manage-period-parked = Parked
manage-period-missed = Missed
manage-state-booked = has an appointment
manage-state-waiting = waits
manage-state-called = called
manage-state-serving = is being served
manage-state-parked = parked
manage-state-missed = missed
manage-state-ended = ended
manage-events-none = No events
manage-events-shown = { $from }–{ $to } of { $all }
manage-events-pages = More events
manage-page-before = Earlier
manage-page-after = Later
manage-when = When
manage-what = What
manage-why = Why
manage-who = Who
manage-column-visit = Visit
