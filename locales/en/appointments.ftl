# An employee's appointments: day and week, booking for others, series, time kept free, and what fits no more.

appts-steps = Other days
appts-views = Day or week
appts-day = Day
appts-week-view = Week
appts-week = Week { $number } · { $month } { $year }
appts-today = Today
appts-day-before = The day before
appts-day-after = The day after
appts-week-before = The week before
appts-week-after = The week after
appts-whose = Whose appointments
appts-whose-mine = My appointments
appts-whose-all = The whole centre
appts-show = Show
appts-new = Book a time
appts-series = Series
appts-block = Keep time free
appts-block-short = Keep free
appts-count = { $count ->
    [0] No appointments
    [one] 1 appointment
   *[other] { $count } appointments
}
appts-at-once = { $count ->
    [one] 1 appointment while others keep the time free
   *[other] { $count } appointments at the same time
}
appts-at-once-blocked = { $count } times kept free at once
appts-day-empty = There are no appointments, and the plan has no hours on that day
appts-free = Free
appts-book-here = Book
appts-open = Open again
appts-open-all = Open the next days, too
appts-misfit = Does not fit the plan any more
appts-back = Back to the appointments
appts-done-moved = The appointment is moved
appts-done-cancelled = The appointment is cancelled
appts-done-undone = The cancellation is taken back, and the appointment stands again
appts-cancelled-told = The citizen is told.
appts-cancelled-not-told = The citizen is not told from here. Ring, or say it in another way.
appts-cancelled-undo = Take the cancellation back
appts-done-checked-in = The citizen is entered as here
appts-done-opened = The time can be booked again

appts-block-meeting = Meeting
appts-block-leave = Leave
appts-block-other = Other
appts-block-help = Nothing can be booked in that time. What is booked already stays booked, and you see it afterwards.
appts-block-whose = Whose time
appts-block-kind = What the time is for
appts-from-date = From date
appts-from = From
appts-to-date = To date
appts-to = To
appts-block-do = Keep the time free
appts-blocked = { $employee } has no new appointments from { $from } to { $to }
appts-block-nothing-in-it = There are no appointments in it
appts-block-in-it = These appointments lie in it and are still booked. Move or cancel them, or keep them.
appts-block-refused = { $date } could not be kept free. { $why } The days before it are kept free; try again, and it goes on from here.
appts-mistake-employee = Choose an employee of the centre whose time you may keep free
appts-mistake-date = Write a date
appts-mistake-order = The end must be after the start
appts-mistake-days = 60 days at most. Choose an earlier end

appts-what = What
appts-services = Services, five at most in one visit
appts-how = How
appts-with = Employee
appts-anybody = Anybody
appts-look = Show times
appts-when = When
appts-who = Who
appts-name = Name
appts-phone = Phone
appts-email = E-mail
appts-birth = Date of birth
appts-cpr = CPR number
appts-topic = Wants to talk about
appts-reach-hint = Without a phone and an e-mail the citizen gets no messages
appts-told = The citizen has agreed to messages about the time
appts-interpreter = Needs an interpreter
appts-interpreter-needed = interpreter
appts-not-asked = Not asked
appts-new-help = The citizens' notice does not bind you.
appts-to-series = Book a whole series
appts-choose-first = Choose a service, and press Show times
appts-no-common-mode = These services cannot be had in one visit: they have no way of meeting in common. Choose fewer.
appts-none-free = There are no free times in these weeks. Choose other weeks or another employee.
appts-book = Book the time
appts-book-at = Book { "{}" }
appts-mistake-service = Choose at least one service
appts-mistake-name = Write the citizen's name. One name is enough
appts-mistake-phone = Write the number that is to be rung, or choose another way of meeting
appts-mistake-answer = Answer this, too, or leave all questions as not asked
appts-mistake-referred = This answer leads to “{ $referral }” and not to a time. Change it, or help the citizen on
appts-booked = The time is booked
appts-booked-said = The time is booked
appts-link = The citizen's page
appts-link-open = See the time as the citizen sees it
appts-messages-none = There is neither a phone nor an e-mail, so no messages go out. Give the citizen the number and the time on paper.
appts-messages-not-wanted = No messages go out. Give the citizen the number and the time on paper.
appts-messages-phone = Messages about the time go to the phone.
appts-messages-email = Messages about the time go to the e-mail.
appts-messages-both = Messages about the time go to the phone or the e-mail.
appts-see = See the appointment
appts-another = Book another

appts-nobody-known = Nothing is written about the citizen
appts-of-series = One of several times in a series
appts-sent = Messages
appts-sent-none = No messages about this time on the day's list
appts-check-in = Is here now
appts-move = Move
appts-move-title = Move the appointment
appts-move-when = New time
appts-cancel = Cancel
appts-cancel-title = Is the appointment to be cancelled?
appts-cancel-which = Which
appts-cancel-one = This one alone
appts-cancel-later = This one and all later ones of the series
appts-cancel-yes = Cancel it
appts-keep = Keep the time

appts-series-help = The same time again and again. First you see which days can be had.
appts-first = First day
appts-time = Time
appts-how-often = How often
appts-every = { $count ->
    [one] Every week
   *[other] Every { $count } weeks
}
appts-times = How many times
appts-series-preview = See the days
appts-series-can = { $can } of { $all } can be had as wished
appts-series-leave-out = Leave out
appts-series-book = Book what is chosen
appts-series-done = The series
appts-series-said = { $booked } of { $all } times are booked
appts-series-these = Booked
appts-series-not-these = Not booked
appts-series-again = Another series
appts-series-fault = The time could not be kept. Send the page again: what is booked is not booked twice.
appts-mistake-first = Write a date from today on
appts-mistake-time = Write a time, as 10:00
appts-mistake-times = Write a number from 1 to 30
appts-mistake-none-chosen = Choose at least one time
appts-why-holiday = Public holiday
appts-why-closed = Closed on that day
appts-why-taken = Taken
appts-why-past = The time has passed
appts-why-too-far = Further ahead than can be booked
appts-why-no-such-time = The plan does not have that time

problem-appointment-fixed = The plan has no times for this any more. Keep the appointment, or cancel it and book another.
    .title = The time cannot be moved

misfits-title = Appointments that do not fit the plan
misfits-line = { $count ->
    [one] 1 appointment does not fit the plan any more
   *[other] { $count } appointments do not fit the plan any more
}
misfits-see = See what can be done
misfits-help = A new plan changes nothing that is booked. Here are the coming appointments that the plan would not give today, up to { $until }. Move them, give them to somebody else, cancel them, or keep them as they are.
misfits-none = All coming appointments fit the plan
misfits-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
misfits-number = Appointment
misfits-when = When
misfits-why = Why
misfits-do = What can be done
misfits-other = Another employee
misfits-keep = Or keep it as it is
misfits-why-capacity-gone = “{ $name }” is in the plan no more
misfits-why-closed = “{ $name }” is closed at that time
misfits-why-employee-gone = { $name } does not give these appointments any more
misfits-why-blocked = { $name } keeps the time free
misfits-why-too-many = “{ $name }” has more appointments at once than the plan gives

feed-title = Your appointments in your own calendar
feed-help = A calendar program can fetch your appointments here. There are no names in it, and no errands that are sensitive. Keep the address to yourself: whoever has it can see your times.
feed-none = There is no address yet
feed-address = The address
feed-make = Make an address
feed-again = Make a new address; the old one dies
feed-end = Close the address
feed-appointment = Appointment { $number }
