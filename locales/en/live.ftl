# The plain page that shows a centre right now, and words about time that several pages use.

index-title = Centres
index-intro = Choose a centre, and see who waits and who is called
index-book = Book a time
index-waiting = { $count ->
    [0] nobody waits
    [one] 1 waits
   *[other] { $count } wait
}
index-none = There are no centres yet. Make a set-up, and check it with "frontdesk check".

live-title = { $centre } right now
live-all-centres = All centres
live-updated = Updated
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
