# Booking a time, and the time that is booked.

booking-title = Book a time
booking-step = step { $step } of { $steps }
booking-back = Back
booking-change = Change
booking-tools = Language and display
booking-adapt = Display
booking-adapt-text = Larger text
booking-adapt-contrast = High contrast
booking-on = switched on
booking-and = { $first }, { $second }
booking-list = { $first } and { $last }
booking-step-how = How to meet
booking-step-time = Choose a time
booking-step-details = Your details

booking-what = What is it about?
booking-search = Search, e.g. carport or passport
booking-search-label = Search for what you need help with
booking-search-send = Search
booking-found =
    { $count ->
        [one] We found 1 service for “{ $query }”
       *[other] We found { $count } services for “{ $query }”
    }
booking-found-none = We found nothing for “{ $query }”
booking-found-none-text = Try another word, or choose among all services. You can also drop in while we are open, and we will help you.
booking-all = See all services
booking-none = There is nothing that you can book a time for right now. Drop in while we are open, and we will help you.
booking-referral-go = Go to
booking-referral-other = Choose another service

booking-how = How would you like to meet?
booking-mode-in-person = In person
booking-mode-phone = By phone
booking-mode-video = By video
booking-means-phone = We call you on your mobile
booking-means-video = We meet on video. You get the link once the time is booked
booking-short-phone = we call you
booking-short-video = we meet on video
booking-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
booking-first = First free time: { $when }
booking-first-none = No free times right now
booking-when-today = today at { $time }
booking-when-tomorrow = tomorrow at { $time }
booking-when-day = { $day } at { $time }
booking-interpreter = I need an interpreter
booking-interpreter-text = Sign language too
booking-choose-time = Choose a time

booking-day = Choose a day
booking-time = Choose a time
booking-week = week
booking-week-number = week { $number }
booking-weekday-1 = Mon
booking-weekday-2 = Tue
booking-weekday-3 = Wed
booking-weekday-4 = Thu
booking-weekday-5 = Fri
booking-weekday-6 = Sat
booking-weekday-7 = Sun
booking-month-1 = Jan
booking-month-2 = Feb
booking-month-3 = Mar
booking-month-4 = Apr
booking-month-5 = May
booking-month-6 = June
booking-month-7 = July
booking-month-8 = Aug
booking-month-9 = Sept
booking-month-10 = Oct
booking-month-11 = Nov
booking-month-12 = Dec
booking-months = { $from } – { $to }
booking-weeks-earlier = Earlier weeks
booking-weeks-later = Later weeks
booking-free =
    { $count ->
        [one] { $count } free
       *[other] { $count } free
    }
booking-free-times =
    { $count ->
        [one] { $count } free time
       *[other] { $count } free times
    }
booking-taken = full
booking-closed = closed
booking-past = past
booking-today = today
booking-not-yet = later
booking-none-free = There are no free times in these weeks.
booking-call-us = Call us on { $phone }.
booking-continue = Continue
booking-continue-with = Continue with { $time }
booking-your-time = Your time
booking-errand = Service
booking-mode = How to meet
booking-when = Time
booking-hold-promise =
    { $count ->
        [one] When you continue, we hold the time for you for { $count } minute. Moving and cancelling are free.
       *[other] When you continue, we hold the time for you for { $count } minutes. Moving and cancelling are free.
    }
booking-mistake-time = Choose a time of day
booking-gone = That time has just been taken. Choose another one.
booking-kept = We have kept what you wrote.
booking-too-soon = That time is too near to be booked here. Choose a later one.
booking-too-far = You cannot book that far ahead yet. Choose an earlier day.
booking-later = We could not save that. Try again in a moment.
booking-too-many-tries = Many times were booked from here in a short while. Try again in a moment.
booking-too-many = You already have as many times as you can for this service. Move or cancel one of them if you want another.

booking-details = Your details
booking-name = Name
booking-phone = Mobile number
booking-phone-hint = We will call you on this number
booking-reach-hint = Give a mobile number, an e-mail address, or both
booking-email = E-mail
booking-optional = (optional)
booking-unreachable = I have neither phone nor e-mail
booking-unreachable-text = Then call us if you want to move or cancel the time
booking-birth = Date of birth
booking-birth-hint = Then you can check in with your date of birth and initials. Write day, month and year: 01.03.1990
booking-topic = What do you want to talk about?
booking-topic-hint = Do not write your CPR number here
booking-remind = Write to me about my time
booking-remind-text = { $when } we remind you of the time. We also write when it is booked, and if it is moved or cancelled. By text message and e-mail.
booking-told-text = We write by text message and e-mail when the time is booked, and if it is moved or cancelled
booking-remind-day = the day before
booking-remind-hour = an hour before
booking-remind-days =
    { $count ->
        [one] { $count } day before
       *[other] { $count } days before
    }
booking-remind-hours =
    { $count ->
        [one] { $count } hour before
       *[other] { $count } hours before
    }
booking-remind-minutes =
    { $count ->
        [one] { $count } minute before
       *[other] { $count } minutes before
    }
booking-trap = Leave this field empty
booking-trapped = A hidden field was filled in, which usually only machines do. Press again if you want to book.
booking-held = We hold the time for you until { $time }
booking-held-no-more = We no longer hold the time, but you get it if it is still free
booking-send = Book the time
booking-mistakes-title = Something needs to be put right
booking-mistake-name = Write your name
booking-mistake-name-long = The name is too long. Write 200 characters at most
booking-mistake-phone-missing = Write the number that we should call
booking-mistake-phone = That does not look like a phone number. Write for example 20 00 00 00 or +46 70 000 00 00
booking-mistake-reach = Write a mobile number or an e-mail address, or tick that you have neither
booking-mistake-email = That does not look like an e-mail address. Write for example name@example.org
booking-mistake-topic-long = The text is too long. Write 1000 characters at most
booking-mistake-cpr = This does not look like a CPR number. Write ten digits, such as ddmmyy-1234
booking-mistake-birth = Write day, month and year, such as 01.03.1990
booking-mistake-birth-ahead = That day has not come yet. Write the day on which you were born
booking-mistake-topic-cpr = There is something that looks like a CPR number. Delete it

booked-title = Your time is booked
booked-title-moved = Your time is moved
booked-tab = Your time { $when }
booked-how-in-person = In person, { $minutes }
booked-how-phone = We call you, { $minutes }
booked-how-video = By video, { $minutes }
booked-how-plain-in-person = In person
booked-how-plain-phone = We call you
booked-how-plain-video = By video
booked-interpreter = We arrange an interpreter
booked-code-in-person = Check in when you arrive
booked-code-by = Coming by after all?
booked-code-text = Show the code at the kiosk and we will find your appointment
booked-code-label = QR code for the kiosk
booked-before = Before we meet
booked-way = How to find us
booked-video = Open the video meeting
booked-calendar = Add to calendar
booked-change = Move or cancel
booked-summary = Appointment
booked-begun = It is now
booked-begun-text = Check in at the kiosk, or speak to a member of staff if you are here
booked-cancel = Cancel the time
booked-cancel-title = Do you want to cancel your time?
booked-cancel-text = Somebody else can have it then. You can undo it right afterwards.
booked-keep = Keep my time
booked-move-title = Move your time
booked-move-line = You have { $when }
booked-move-to = Move to { $time }
booked-move = Move the time
booked-moved-refused = You cannot have that time. Choose another one, or keep the one you have.
booked-cannot-move = The time cannot be moved any more
booked-cancelled = Your time is cancelled
booked-cancelled-text = Thank you for telling us. Somebody else can have the time now.
booked-cancelled-undo = If you change your mind now, you get the time back
booked-cancelled-by-us = Call us, or book a new time. We are sorry.
booked-undo = Undo
booked-refused-undo = You cannot get the time back. Somebody else has taken it, or it is too long ago. Book a new time.
booked-refused-changed = That is not possible now, because your time has changed. Here is how it is.
booked-served = Thank you for the meeting
booked-served-text = The meeting is over. There is nothing more to do.
booked-no-show = We did not get to meet you
booked-no-show-text = It happens. If you still need help, book a new time.
booked-unserved = We are sorry that we did not get to you
booked-unserved-text = We apologise. Book a new time and we will help you.
booked-again = Book a new time
booked-told-sms = We write to you by text message.
booked-told-email = We write to you by e-mail.
booked-told-both = We write to you by text message and e-mail.
booked-told-not = We do not write to you about this time. Keep this page: here you can move or cancel it.
