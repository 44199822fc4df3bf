# The kiosk: what a citizen sees and hears at the door.

kiosk-title = Kiosk · { $centre }
kiosk-greeting = Hello.
kiosk-question = How can we help?
kiosk-closed = We are closed
kiosk-opens-today = We open at { $at }
kiosk-opens-later = We are closed. We open on { $day } at { $at }
kiosk-take = Take a number
kiosk-wait-now = Wait right now
kiosk-minutes = { $count } min
kiosk-waiting =
    { $count ->
        [0] nobody waiting
       *[other] { $count } waiting
    }
kiosk-wait-none = No wait
kiosk-wait-unknown = Wait unknown
kiosk-no-desk = No counter is open yet
kiosk-status-appointment = By appointment
kiosk-status-closed = Closed now
kiosk-status-full = Full right now
kiosk-status-paused = Paused right now
kiosk-status-day = Closed today
kiosk-opens-at = opens at { $at }
kiosk-opens-again = We open again today at { $at }
kiosk-see-instead = see what you can do
kiosk-adapt = Adapt the screen
kiosk-adapt-line = Large text · high contrast · low down
kiosk-plain = Usual screen
kiosk-big = Large text
kiosk-contrast = High contrast
kiosk-low = Low down
kiosk-read = Read aloud
kiosk-repeat = Hear again
kiosk-moved = The buttons have moved down
kiosk-help = Call for help
kiosk-help-line = A colleague will come
kiosk-help-called = Our staff have been told
kiosk-help-coming = Somebody is on the way
kiosk-help-stay = Please stay at the kiosk
kiosk-help-end = Cancel the call
kiosk-choose = Choose what fits
kiosk-back = Back
kiosk-home = To the first page
kiosk-more = More
kiosk-fewer = Previous
kiosk-page = Page { $page } of { $pages }
kiosk-instead = What you can do
kiosk-instead-none = Ask our staff, and we will help you on your way
kiosk-instead-soon = Try again in a little while, or ask an employee
kiosk-scan = Scan the code with your phone
kiosk-referred = You do not need a number
kiosk-your-number = Your number
kiosk-ahead =
    { $count ->
        [0] Nobody ahead of you
       *[other] { $count } ahead of you
    }
kiosk-your-turn = It is your turn
kiosk-turn-now = It is your turn now
kiosk-turn-unknown = The time cannot be said yet
kiosk-about = about { $at }
kiosk-between = between { $from } and { $to }
kiosk-now = now
kiosk-go-desk = Go to { $desk }
kiosk-go-floor = Go to the { $floor }
kiosk-stay-floor = Stay on this floor
kiosk-floor =
    { $level ->
        [0] ground floor
        [1] 1st floor
        [2] 2nd floor
        [3] 3rd floor
        [21] 21st floor
        [22] 22nd floor
        [23] 23rd floor
       *[other] { $level }th floor
    }
kiosk-floor-below =
    { $level ->
        [1] basement
       *[other] basement { $level }
    }
kiosk-you-are-here = You are here
kiosk-phone = Send to my phone
kiosk-phone-line = Scan, and follow your place in the queue
kiosk-qr = QR code for your number
kiosk-undo = Undo
kiosk-undone = Your number has been deleted
kiosk-done = Done
kiosk-closes-in = closes in { $count } s
kiosk-idle-title = Are you still there?
kiosk-idle-text = This page closes in { $count } s
kiosk-idle-stay = I am still here
kiosk-lost = The kiosk has no connection right now
kiosk-lost-line = Go to the counter, and we will help you. The kiosk comes back by itself.
kiosk-unknown = This kiosk has not been set up yet
kiosk-unknown-line = Go to the counter, and we will help you. The page tries again by itself.
kiosk-trouble = Go to the counter if it does not work
kiosk-book = Book a time
kiosk-book-free = free { $when }
kiosk-book-first = Book a time with the code here. The first free time is { $when }.
kiosk-book-text = Book a time with the code here
