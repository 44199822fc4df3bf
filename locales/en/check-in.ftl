# Checking in at the kiosk: how, what went wrong, and what one is told.

check-in-card = I have an appointment
check-in-card-line = Check in, and the employee is told
check-in-title = Check in
check-in-how = How to check in
check-in-by-qr = Code
check-in-by-phone = Phone
check-in-by-birth = Birthday
check-in-by-cpr = CPR number
check-in-by-card = Health card
check-in-qr-heading = Hold the code before the reader
check-in-qr-text = The code is in your confirmation, on paper or on your phone
check-in-card-heading = Pull the card through the reader
check-in-card-text = You can also hold the barcode of the card or the app before the reader. We use your CPR number alone, and it is neither shown nor kept.
check-in-phone = Your phone number
check-in-phone-hint = The number you gave when you booked
check-in-birth = Your date of birth
check-in-birth-hint = Day, month and year: 01031990
check-in-initials = Your initials
check-in-initials-hint = First and last name
check-in-cpr = Your CPR number
check-in-cpr-hint = Ten digits. The number is neither shown nor kept
check-in-show = Show the digits
check-in-go = Check in
check-in-delete = Delete the last
check-in-keys = Digits
check-in-letter-keys = Letters
check-in-letters = A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Æ Ø Å
check-in-letters-own = A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Æ Ø Å
check-in-mistake-title = Something needs to be put right
check-in-unreadable-title = It could not be read
check-in-mistake-code = Hold the code quite still before the reader, or check in another way
check-in-mistake-card = Pull the card through the reader again, or check in another way
check-in-not-offered = You cannot check in that way here. Choose another.
check-in-mistake-phone = Write the eight digits of your phone number, or begin with + and the country code
check-in-mistake-birth = Write day, month and year, such as 01031990 for 1 March 1990
check-in-mistake-initials = Write the first letter of your first name and of your last name
check-in-mistake-cpr = Write all ten digits. The first six are your date of birth.
check-in-none-title = We cannot find your appointment
check-in-none-text = See whether it is written correctly, or try another way. You can also take a number or call for help.
check-in-several-title = We need a little more
check-in-several-text = Several people have the same details. Check in another way, or call for help.
check-in-pause-title = Wait a moment
check-in-pause-text =
    { $count ->
        [one] There were too many tries. Try again in { $count } second, or call for help.
       *[other] There were too many tries. Try again in { $count } seconds, or call for help.
    }
check-in-done-title = You are checked in
check-in-done-line = We have said that you are here
check-in-time = Time
check-in-length = Length
check-in-called-as = Called as
check-in-where = Place
check-in-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
check-in-go-area = Go to { $floor }, { $area }
check-in-stay-area = Go to { $area }
check-in-called-on-screen = You will be called on the screen
check-in-route = Take the way with you
check-in-route-line = Scan, and have the map on your phone
check-in-route-qr = QR code of the way
check-in-early = Plenty of time
check-in-early-line = You are here { $span } before your appointment
check-in-on-time = Just in time
check-in-on-time-line = You will be called shortly
check-in-late = You came after your time
check-in-late-line = You will be called as soon as there is room
check-in-late-about = You will be called as soon as there is room, at about { $at }
check-in-later = You also have an appointment at { $at }. Check in again before it.
check-in-later-from = You also have an appointment at { $at }. Check in to it from { $from }.
check-in-phone-title = We call you at { $at }
check-in-video-title = Your video meeting begins at { $at }
check-in-remote-text = You need not check in, and you need not wait here
check-in-elsewhere-title = Your appointment is in another place
check-in-elsewhere-text = Check in there
check-in-today = today at { $at }
check-in-other-day-title = Your appointment is on another day
check-in-other-day-text = Come back on that day. If you need help today, take a number.
check-in-day = { $day } at { $at }
check-in-over-title = Your appointment has passed
check-in-over-text = It was at { $at }. Take a number, and we will help you.
