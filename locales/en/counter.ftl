# The counter: the employee's page. Short words; buttons say what they do.

counter-title = Desk
counter-tabs = Pages
counter-tab-serve = Serving
counter-and = { " and " }
counter-just-now = just now
counter-ago = { $span } ago
counter-more = and { $count } more
counter-back = Back to the desk
counter-cancel = Cancel
counter-close = Close
counter-choose = Choose
counter-sending = Sending …
counter-unreachable = There is no connection right now, and nothing has changed. Try again.
counter-signed-out = You are signed out. What you wrote is kept in this tab.
counter-sign-in-again = Sign in again
counter-by-citizen = Own phone
counter-by-program = Another system

counter-desk-choose = Choose your desk
counter-desk-choose-help = You can call once you sit at a desk
counter-desk-change = Change desk
counter-desk-take = Sign on
counter-desk-follow = Take over
counter-desk-none-free = All desks are taken. Take one over, or wait until one is free.
counter-desks-free = Free
counter-desks-taken = Taken
counter-desk-by = { $name } sits here
counter-desk-taken-over = { $name } has taken over { $desk }. Choose another desk.
counter-desk-takes-over = { $name } sits here and is signed off when you take over.
counter-desk-moves = You move from { $desk }.
counter-sign-off = Sign off the desk
counter-sign-out = Sign out
counter-leave-here = { $number } is at your desk
counter-leave-finish = Finish { $number } and sign out
counter-leave-return = Send { $number } back to the queue and sign out
counter-day-closed = The day is over, and all desks are signed off
counter-account = Your account
counter-own-menu = Menu of
counter-side-window = Open as a side window
counter-whole-page = Open the whole page
counter-alerts-on = Turn on sound and messages
counter-sound-on = Turn on sound

counter-pause = Break
counter-pause-help = Meanwhile the desk calls nobody
counter-pause-for = { $minutes } min, until { $time }
counter-pause-open = Until I am back
counter-pause-end = End the break
counter-paused = On a break
counter-paused-until = On a break until { $time }

counter-alarm = Silent alarm
counter-alarm-help = Colleagues are told. This screen shows a dot and nothing else.
counter-alarm-raise = Send a silent alarm
counter-alarm-end = Switch the alarm off
counter-alarm-end-short = Switch off
counter-alarm-own-on = Your colleagues have been told
counter-alarm-own-taken = { $name } is on the way
counter-arrival = { $number } is here for you
counter-arrival-of = { $number } is here for { $name }
counter-seen = Seen
counter-again = 5 min more
counter-call-number = Call { $number }
counter-alarm-of = { $desk }: silent alarm
counter-alarm-of-short = { $desk }: alarm
counter-help-of = { $kiosk }: a citizen asks for help
counter-help-of-short = { $kiosk }: help
counter-help-end = Done
counter-i-go = I am going
counter-you-go = You are on the way
counter-somebody-goes = { $name } is on the way
counter-pop-ups = Messages

counter-next-title = Next
counter-next = Call next
counter-next-then = Next
counter-finish-and-next = Finish { $number } and call next
counter-finish-and-next-short = Finish and call next
counter-finish-alone = Finish { $number }
counter-then-no-one = Nobody waits after that
counter-no-one-waits = Nobody waits
counter-next-later = { $number } comes later, not before { $time }
counter-next-held = { $count } wait in a queue that is paused
counter-no-one-waits-help = The button comes by itself when somebody waits for you
counter-other-citizen = Choose another citizen

counter-why = Why { $number }
counter-why-waited = Has waited { $span }.
counter-why-waited-short = Has waited { $span }
counter-why-target = The target for { $queue } is { $target } min
counter-why-target-short = target { $target } min
counter-why-covers = You cover { $queues }.
counter-why-first = First in { $queue }
counter-why-compared-less = { $number } has only waited { $span }
counter-why-compared-more = { $number } has waited { $span }, but is due at { $time }
counter-why-compared-due = { $number } is due at { $time }
counter-why-usual = Usually takes { $from }–{ $to } min
counter-why-appointment = The appointment's time has come.
counter-why-appointment-rule = Appointments go first once it is their time
counter-why-your-appointment = Your appointment at { $time }.
counter-why-meant-for-you = Sent on to you.
counter-why-meant-for-desk = Sent on to your desk.
counter-why-meant-rule = The due time is kept

counter-my-queues = My queues
counter-queues-choose = Choose queues
counter-queues-served = Queues that the desk serves
counter-queues-now = Your queues are now { $queues }
counter-queues-save = Save the queues
counter-longest-target = longest wait / target
counter-against-target = { $minutes } / { $target } min
counter-over-target = Over the target:
counter-wait = wait
counter-other-queues = Other queues
counter-queue-closed = closed for new ones
counter-queue-full = full
counter-queue-held = paused
counter-queue-unserved = nobody serves it now
counter-queue-day-closed = the day is over

counter-nobody = Nobody at your desk
counter-nobody-call = Call the next when you are ready
counter-nobody-wait = This page follows by itself
counter-on-the-way = On the way to you
counter-with-you = With you now
counter-timer-called = Called for
counter-timer-serving = Served for
counter-called-at = Called at { $time }
counter-called-again-at = Called at { $time } · { $count } times
counter-came-after = Called at { $time } · came after { $span }
counter-came-after-seconds = Called at { $time } · came after { $seconds } sec
counter-rung-at = Rung at { $time }
counter-rung-after = Rung at { $time } · answered after { $span }
counter-rung-after-seconds = Rung at { $time } · answered after { $seconds } sec
counter-next-rung = You are ringing { $number }. Has the conversation begun, or does nobody answer?
counter-called-out-of-turn = Called out of turn: { $why }
counter-goes-on = Goes on to { $queue } afterwards
counter-usual = usually { $from }–{ $to } min
counter-usual-short = usually { $from }–{ $to }
counter-overlong = This has lasted long. If the visit is over, press Finish.
counter-fact-waited = Waited
counter-fact-language = Language
counter-fact-came-by = Came by
counter-waited-short = waited { $span }
counter-remember = Remember for this errand
counter-note = Internal note
counter-note-until = deleted at closing time
counter-note-hint = Write without CPR number and name
counter-note-left = characters left
counter-note-kept = Saved
counter-note-keeping = Saving …
counter-note-waits = Not saved yet. The text is here and is saved as soon as possible.
counter-note-signed-out = Not saved yet, you are signed out
counter-note-joined = Saved. The note was written elsewhere, too, and both texts are here.
counter-note-like-cpr = This looks like a CPR number. Write the note without it.
counter-actions = Actions
counter-recall = Call again
counter-recall-short = Again
counter-recalls-left = { $count ->
    [one] once more
   *[other] { $count } more times
}
counter-no-show = No-show
counter-no-show-short = No-show
counter-park = Park
counter-transfer = Send on
counter-transfer-short = Send on
counter-start = Has come
counter-finish = Finish

counter-undo = Undo
counter-undo-call = { $number } is called
counter-undo-finish-and-call = { $ended } is finished, and { $number } is called
counter-undo-start = { $number } has come
counter-undo-finish = { $number } is finished
counter-undo-miss = { $number } did not come
counter-undo-park = { $number } is parked
counter-undo-transfer = { $number } is sent on
counter-undo-return = { $number } is back in the queue
counter-undo-cancel = { $number } gave up
counter-undo-check-in = { $number } is checked in
counter-undo-here = { $number } is said to be here
counter-undo-delay = { $number } comes later
counter-undo-rebook = { $number } is moved to a new time
counter-undo-unanswer = { $number } did not answer
counter-undo-move-forward = { $number } is moved forward

counter-aside = Parked and sent on to you
counter-aside-short = parked
counter-aside-none = Nobody is parked
counter-aside-elsewhere = { $count ->
    [one] 1 set aside in other queues
   *[other] { $count } set aside in other queues
}
counter-resume = Call in
counter-sent-on = { $services } · { $ago }
counter-sent-on-from = From { $from }: { $services } · { $ago }
counter-parked-line = { $services } · parked for { $span }
counter-missed-line = { $services } · did not come, can be called in until { $time }

counter-colleagues = Colleagues
counter-colleagues-none = Nobody else is signed on
counter-colleague-busy = Serving
counter-colleague-free = Free
counter-colleague-paused = On a break

counter-waiting = Waiting in your queues
counter-waiting-help = The list is in the order of calling. Somebody else can be called with a reason, which is seen in the day's account.
counter-waiting-count = { $count ->
    [0] nobody waits
    [one] 1 waits
   *[other] { $count } wait
}
counter-not-before = not before { $time }
counter-visit = The citizen
counter-state-waiting = Waits
counter-state-parked = Parked
counter-state-missed = Did not come
counter-state-called = Called
counter-state-serving = Being served
counter-state-booked = Has an appointment
counter-state-ended = Over
counter-out-of-turn = Out of turn, because
counter-out-of-turn-help = The reason is recorded and seen in the day's account
counter-out-of-turn-missing = Choose first why
counter-reason-comes-back = Comes back with what was missing
counter-reason-wrong-queue = Waited in the wrong queue
counter-reason-short-question = A question of less than a minute
counter-reason-cannot-wait = Cannot wait
counter-reason-companion = An interpreter or companion is booked for now
counter-reason-our-mistake = Our mistake
counter-reason-appointment = An appointment that begins now
counter-call-ends = { $number } is with you and is finished when you call
counter-call-now = Call now
counter-move-forward = Move forward in the queue
counter-delay = Comes later
counter-delay-by = { $minutes } min, not before { $time }
counter-here = The citizen is here
counter-cancel-visit = The citizen gave up

counter-transfer-help = The number and the place in the queue are kept
counter-return = Back to the queue
counter-to-queue = To a queue
counter-to-colleague = To a colleague
counter-to-desk = To a desk
counter-to-centre = To another centre

counter-keys = Keys
counter-key-next = What the big button says
counter-key-enter = Has come, or Finish
counter-keys-help = Letters and Enter work only while the citizen's card has the focus. F8 works everywhere on the page.
counter-keys-letters = Use letters as keys

problem-not-at-desk = You do not sit at that desk any more, and nothing has changed. Choose a desk, and try again.
    .title = Not at the desk
problem-note-too-long = A note has { $max } characters at most. Make it shorter; it is not saved yet.
    .title = The note is too long

counter-language-da = Danish
counter-language-en = English
counter-language-de = German
counter-language-pl = Polish
counter-language-uk = Ukrainian
counter-language-tr = Turkish
counter-language-ar = Arabic

# Appointments
counter-tab-appointments = Appointments
counter-appointments-today = Appointments today
counter-appointments-none = No appointments today
counter-appointments-left = { $count ->
    [0] none left
   *[other] { $count } left
}
counter-now = The time is
counter-mode-in-person = In person
counter-mode-phone = Phone
counter-mode-video = Video
counter-ring = Ring
counter-call-in = Call in
counter-call-booked = Call { $number } now
counter-arrival-booked = { $number } has arrived
counter-arrival-ring = { $number } waits for your call
counter-arrival-ring-of = { $number } waits for a call from { $name }
counter-arrival-open = See your appointments
counter-pop-ups-more = { $count ->
    [one] 1 more message
   *[other] { $count } more messages
}
counter-arrival-time = Appointment at { $time }
counter-appointment-here = Arrived at { $time }
counter-appointment-not-come = Was expected at { $time }
counter-appointment-to-ring = ready to be rung
counter-appointment-ring-again = No answer · ring again from { $time }
counter-appointment-called = Called to { $desk }
counter-appointment-serving = At { $desk }
counter-appointment-parked = parked
counter-appointment-missed = did not come when called
counter-appointment-no-show = no-show
counter-appointment-served = finished
counter-appointment-over = not served
counter-to-ring = Ring the citizen
counter-on-the-line = In conversation now
counter-unanswered = No answer
counter-answered = The conversation has begun
counter-person-name = Name
counter-person-phone = Phone
counter-person-email = E-mail
counter-person-topic = Wants to talk about
