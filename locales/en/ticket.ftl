# The number on the phone.

ticket-title = Your number
ticket-service = { $service }, { $choice }
ticket-ahead = { $count ->
    [one] ahead of you
   *[other] ahead of you
}
ticket-expected = about { $time }
ticket-between = between { $earliest } and { $latest }
ticket-longer = It is taking longer than expected. New time:
ticket-paused = The queue is on a break
ticket-no-desk = No counter is open right now
ticket-no-time = We cannot name a time right now
ticket-no-time-text = You keep your place. The time will appear here as soon as we know it.
ticket-moved-here = You have been sent on to { $centre }, { $address }. Here is your new number.
ticket-there = Be in { $area } at { $time }
ticket-there-now = Be in { $area } now
ticket-ready = Be ready at { $time }
ticket-ready-now = Be ready now
ticket-floor = { $floor ->
    [0] Ground floor
   *[other] Floor { $floor }
}
ticket-floor-below = { $floor ->
    [1] Basement
   *[other] Basement { $floor }
}
ticket-delayed = We will not call you before { $time }
ticket-alerts = Alert when { $count } are ahead
ticket-alerts-how = Sound and vibration while the page is open
ticket-alerts-sound = Sound while this page is open
ticket-alerts-touch = Tap anywhere on the page, so that we can also make a sound
ticket-alerts-none = Your phone cannot make a sound here. Please watch this page.
ticket-alerts-off = Switched off
ticket-soon = { $count ->
    [one] { $count } person is ahead of you
   *[other] { $count } people are ahead of you
}
ticket-late = I am late
ticket-cancel = Cancel
ticket-turn = It is your turn
ticket-go-to = Go to
ticket-cannot-come = I cannot come
ticket-as-at = This is how it was at { $time }

ticket-booked = You have an appointment at { $time }
ticket-booked-text = Check in at the kiosk when you arrive
ticket-serving = You are at { $desk }
ticket-serving-text = There is nothing more to do here
ticket-parked = We have set your number aside
ticket-parked-text = You need not do anything. We will call you.
ticket-missed = We called you at { $time }
ticket-missed-text = Are you here? Press by { $time } at the latest and we will call you again.
ticket-here = I am here
ticket-served = Thank you for your visit
ticket-served-text = Your visit is over. There is nothing more to do.
ticket-no-show = Your number has expired
ticket-no-show-text = We called you, but you did not come. Take a new number when you are here.
ticket-unserved = We are sorry that we did not get to you today
ticket-unserved-text = We are closed now. Please come another day.
ticket-cancelled = Your number is cancelled
ticket-cancelled-undo = If you change your mind now, you keep your place
ticket-cancelled-text = Take a new number if you need help after all
ticket-undo = Undo
ticket-moved = You have been sent on to another centre
ticket-moved-day = Your time is moved to { $date }
ticket-moved-text = You have been given a new number there
ticket-moved-link = See your new number

ticket-late-title = How late are you?
ticket-late-text = You keep { $number }. We let others go before you until you are here.
ticket-late-new = new time about { $time }
ticket-late-not-before = not before { $time }
ticket-late-send = Tell us
ticket-late-none = We cannot wait any longer today. Come now, or cancel your number.
ticket-late-missing = Choose how late you are
ticket-keep = Keep my place
ticket-cancel-title = Do you want to cancel { $number }?
ticket-cancel-text = You will lose your place in the queue. You can undo it right afterwards.
ticket-cancel-send = Cancel { $number }

ticket-refused-not-later = That time is no later than the one you have. Choose a later time.
ticket-refused-too-long = We are not open that late. Choose an earlier time.
ticket-refused-undo = It is too late to undo. Take a new number if you need help.
ticket-refused-later = We could not save that. Try again in a moment.
ticket-refused-changed = That is not possible now, because your number has changed. Here is how it is.

ticket-unknown = The link does not work
ticket-unknown-text = It is good on its own day only. Check that you have the whole link, or ask a member of staff.
ticket-over = Your number was for another day
ticket-over-text = A number is good only on the day you take it. Take a new one when you are here again.
