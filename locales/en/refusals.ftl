# Refusals: what cannot be done, and what to do instead.
# The title is the same each time; the text names what it is about.

refusal-day-closed = The day is closed. Try again tomorrow, or book a time.
    .title = The day is closed
refusal-close-day-unconfirmed = { $waiting } wait or are parked, and { $at_desks } are at a desk. Closing now ends every visit. Confirm that the day is to be closed.
    .title = Closing is not confirmed
refusal-alarm-untaken = The alarm at { $desk } is on, and nobody goes there yet. Go there and take it, or switch it off; then close the day.
    .title = An alarm is on
refusal-help-untaken = Somebody at { $kiosk } has called for help, and nobody goes there yet. Take the call, or end it; then close the day.
    .title = Somebody waits for help
refusal-day-full = The day cannot hold more visits. Suggest another day, or contact the system owner.
    .title = The day is full

refusal-unknown-visit = There is no such visit here today. Check the number, or take a new one.
    .title = Unknown visit
refusal-unknown-service = There is no service "{ $service }" here. Choose one from the list.
    .title = Unknown service
refusal-unknown-queue = There is no queue "{ $queue }" here. Choose one from the list.
    .title = Unknown queue
refusal-unknown-desk = There is no desk "{ $desk }" here. Choose one from the list.
    .title = Unknown desk
refusal-unknown-employee = There is no employee "{ $employee }" here. Ask the superuser to add the employee.
    .title = Unknown employee
refusal-unknown-kiosk = There is no kiosk "{ $kiosk }" here. Check the kiosk's name in the set-up.
    .title = Unknown kiosk
refusal-unknown-centre = There is no centre "{ $centre }". Choose one from the list.
    .title = Unknown centre
refusal-unknown-language = The language "{ $language }" is not offered here. Choose one of these: { $offered }.
    .title = Unknown language

refusal-no-service = No service is chosen. Choose at least one.
    .title = No service
refusal-too-many-services = You can choose at most { $max } services at a time. Remove some and try again.
    .title = Too many services
refusal-service-twice = The service "{ $service }" is chosen twice. Choose it once.
    .title = The same service twice
refusal-service-has-choices = "{ $service }" has several choices. Choose one of them.
    .title = The service has choices
refusal-appointment-only = "{ $service }" is given by booked time only. Book a time first.
    .title = By appointment only
refusal-answer-missing = A question has not been answered: "{ $question }". Answer it and try again.
    .title = An answer is missing
refusal-answer-unknown = The answer does not belong to the question "{ $question }". Choose one of the answers shown.
    .title = Unknown answer
refusal-referred = You get help faster elsewhere: "{ $referral }". You do not need a number.
    .title = Referred elsewhere
refusal-not-referred = The answers do not lead to a referral. Take a number instead.
    .title = No referral
refusal-queue-closed-by-hours = "{ $queue }" gives no new numbers now. Come back within the opening hours, or book a time.
    .title = The queue is closed
refusal-queue-closed-by-manager = "{ $queue }" takes no more today. Book a time, or come another day.
    .title = The queue gives no new numbers
refusal-queue-paused = "{ $queue }" is paused. Try again in a little while.
    .title = The queue is paused
refusal-queue-full = "{ $queue }" is full right now. Try again in a little while, or book a time.
    .title = The queue is full
refusal-numbers-used-up = There are no more numbers with { $letter } today. Book a time, or come another day.
    .title = No more numbers
refusal-visit-exists = The visit is there already. Use the number that you have.
    .title = The visit exists

refusal-visit-booked = { $number } has an appointment and has not checked in yet. Check in first.
    .title = Not checked in
refusal-visit-waiting = { $number } waits. Call the number first.
    .title = The visit waits
refusal-visit-called = { $number } is called to { $desk }. Has the citizen come, or is the number missed?
    .title = The visit is called
refusal-visit-serving = { $number } is being served at { $desk }. Finish the visit first.
    .title = The visit is being served
refusal-visit-parked = { $number } is parked. Resume it first.
    .title = The visit is parked
refusal-visit-missed = { $number } is missed. If the citizen has come after all, press "I am here".
    .title = The visit is missed
refusal-visit-ended = { $number } is over. Take a new number if there is more.
    .title = The visit is over

refusal-nobody-at-desk = Nobody is signed on at { $desk }. Sign on at the desk first.
    .title = Nobody at the desk
refusal-desk-paused = { $desk } is on a break. End the break first.
    .title = The desk is on a break
refusal-call-open = { $number } is called to { $desk }. Has the citizen come, or is the number missed?
    .title = A call is open
refusal-service-open = { $number } is being served at { $desk }. Finish the visit first.
    .title = A visit is under way
refusal-desk-taken = { $employee } sits at { $desk }. Confirm that you take the desk over.
    .title = The desk is taken
refusal-signed-on-elsewhere = You sit at { $desk }. Confirm that you move.
    .title = Signed on elsewhere
refusal-no-queue = A desk serves at least one queue. Choose a queue.
    .title = No queue

refusal-recall-too-soon = It was called just now. Call again in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}.
    .title = Too soon to call again
refusal-recalls-used-up = The number was called again { $max } times. Mark it as missed, or park it.
    .title = Called as often as possible
refusal-nothing-to-undo = There is nothing to undo. Choose the action that fits now.
    .title = Nothing to undo
refusal-undo-too-late = You can undo for { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}. Choose the action that fits now.
    .title = Too late to undo
refusal-undo-changed = The visit or the desk has changed since. Look again, and choose the action that fits now.
    .title = Changed since
refusal-delay-not-later = The new time is not later than the one you have. Choose a later time.
    .title = Not a later time
refusal-delay-too-long = The new time is beyond the day. Choose an earlier time, or cancel and book a new one.
    .title = The delay is too long
refusal-not-an-arrival = { $number } has not arrived for one employee or desk just now. Look in the queue.
    .title = Not an arrival
refusal-again-not-later = That time has passed already. Choose a later time.
    .title = Not a later time
refusal-again-too-late = An arrival can be put off for { $minutes } minutes at most, and not beyond the day. Choose an earlier time.
    .title = Put off for too long
refusal-already-there = The visit is there already. Choose another place.
    .title = There already
refusal-pause-not-later = The pause would end before it begins. Choose a later time.
    .title = The pause is too short
refusal-not-bookable = No time can be booked for “{ $service }” here. Ask at the desk, or choose another errand.
    .title = No time can be booked
refusal-mode-not-offered = “{ $service }” is not offered in this way. Choose another way to meet.
    .title = Not offered in this way
refusal-not-with-employee = { $employee } holds no appointments for this. Choose somebody else, or a time with anybody.
    .title = No appointments with this employee
refusal-slot-gone = Somebody else has just taken the time. Choose another; what you have written is kept.
    .title = The time is taken
refusal-slot-unknown = There is no such time in the calendar. Choose one of those that are shown.
    .title = No such time
refusal-slot-too-soon =
    { $minutes ->
        [0] The time has begun or is over. Choose a later time.
       *[other] The time is too near: it must be booked at least { $minutes } minutes before. Choose a later time.
    }
    .title = The time is too near
refusal-slot-too-far = Times can be booked { $days } days ahead. Choose an earlier day.
    .title = The time is too far ahead
refusal-hold-too-long = A time is not kept for so long. Choose 1 to { $max } minutes.
    .title = A time is not kept for so long
refusal-too-many-holds = Very many times of that day are being booked right now. Wait a few minutes and try again.
    .title = Too many at once
refusal-no-hold = The time is kept no longer. Choose it again.
    .title = The time is not kept
refusal-not-an-appointment = { $number } is no booked time and cannot be moved. Choose an appointment.
    .title = Not an appointment
refusal-appointment-begun = The time has begun and can no longer be moved. Ring us if you are late.
    .title = The time has begun
refusal-block-not-on-this-day = What is kept free must begin before it ends and lie on the day. Correct the times.
    .title = The time cannot be kept free
refusal-too-many-blocks = The day has { $max } stretches kept free already. Take some away first.
    .title = Too many stretches kept free
refusal-unknown-block = That stretch is kept free no longer. Load the page again.
    .title = Unknown stretch
refusal-too-many-bookings =
    { $max ->
        [0] No times can be booked for this right now. Ring us.
        [one] You already have a time booked for this. Move it or cancel it before you book another.
       *[other] You already have { $max } times booked for this. Move or cancel one of them before you book another.
    }
    .title = You have a time already
refusal-employee-only = Only an employee can do this. Ask at the desk.
    .title = For employees only
refusal-time-not-on-this-day = The time is not on this day. Choose a time of the day.
    .title = Not on this day
