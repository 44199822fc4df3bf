# The demo's tour. It exists only in the demo.

tour-title = Welcome to a living municipality
tour-intro = The citizens and employees here are invented, but the day goes by. Look at each surface, or step in and do something: everything works, and the other surfaces see it at once.
tour-when = { $date }, { $time }
tour-forward = Skip 10 minutes ahead
tour-kiosk = Kiosk
tour-kiosk-text = Choose an errand, and get a number, an honest time and the way there
tour-ticket = The number on the phone
tour-ticket-text = See how many are ahead, and be told when it is your turn
tour-ticket-in = Take a number for “{ $service }”
tour-screen = Screen
tour-screen-text = Who is called to which desk, and how each queue is doing
tour-counter = The employee at the counter
tour-counter-text = One button calls the next citizen and says why. There is a free desk for you.
tour-counter-in = Step in as { $name }, and take { $desk }
tour-manage = The manager, now
tour-manage-text = All queues against their targets, who serves what, and what needs attention
tour-manage-in = Step in as a manager
tour-again = The day again
tour-again-text = The hall at any minute of any day, and everything that happened, in words
tour-again-in = See the day again
tour-centres = All centres
tour-live-in = As text
tour-programs = The interface for programs describes itself at
