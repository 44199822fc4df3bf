# The demo's tour. It exists only in the demo.

tour-title = Welcome to a living municipality
tour-intro = The citizens and employees here are invented, but the day goes by. Look at each surface, or step in and do something: everything works, and the other surfaces see it at once.
tour-faster = Time here runs { $times } times as fast as yours.
tour-forward = Skip 10 minutes ahead
tour-kiosk = Kiosk
tour-kiosk-text = Choose an errand, and get a number, an honest time and the way there
tour-ticket = The number on the phone
tour-ticket-text = See how many are ahead, and be told when it is your turn
tour-ticket-in = Take a number for “{ $service }”
tour-booking = A time booked at home
tour-booking-text = Find the errand in your own words, choose a time and a way, move and cancel with one tap
tour-booking-in = Book a time
tour-screen = Screen
tour-screen-text = Who is called to which desk, and how each queue is doing
tour-counter = The employee at the counter
tour-counter-text = One button calls the next citizen and says why. There is a free desk for you.
tour-counter-in = Step in as { $name }; { $desk } is free
tour-manage = The manager, now
tour-manage-text = All queues against their targets, who serves what, and what needs attention
tour-manage-in = Step in as a manager
tour-again = The day again
tour-again-text = The hall at any minute of any day, and everything that happened, in words
tour-again-in = See the day again
tour-people = Who would you like to be?
tour-people-text = They exist in the demo only and have no password. In a browser you are one person at a time; open a private window to be two. Kiosks, screens and numbers on the phone can stay open beside it.
tour-step-in = Step in as { $name }
tour-employee-text = Calls and serves citizens
tour-manager-text = Watches the hall, puts people on queues, opens and closes them
tour-superuser-text = Lets the centre’s kiosks and screens in
tour-system-owner-text = Manages every centre
tour-centres = All centres
tour-live-in = As text
tour-programs = The interface for programs describes itself at
sent-title = Sent messages
sent-intro = What the demo's citizens got on their phones and by e-mail. In a real installation nobody sees this: neither text nor address is kept.
sent-none = Nothing was sent yet
sent-none-facts = Book a time and say yes to being told, and the messages come here.
sent-count = { $count ->
    [0] No messages
    [one] { $count } message
   *[other] { $count } messages
}
sent-to = To
sent-sms = Text message
sent-mail = E-mail
sent-parts = { $count ->
    [one] { $count } text message
   *[other] { $count } text messages
}
sent-calendar-request = Calendar invitation
sent-calendar-cancel = The calendar invitation is cancelled
tour-sent = Read what citizens get
