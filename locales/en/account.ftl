# The account of the day, as a manager and a mayor read it.

account-title = The day's account: { $centre }, { $date }
account-visits = { $count ->
    [one] 1 visit
   *[other] { $shown } visits
}
account-served = { $count } served
account-served-end-unknown = { $count } served, their end is not known
account-no-show = { $count } did not come
account-cancelled-by-citizen = { $count } given up by the citizen
account-cancelled-by-employee = { $count } cancelled by an employee or a program
account-left-unserved = { $count } left without being served
account-moved = { $count } moved to another centre
account-open = { $count } are not over yet

account-queues = Queues (wait until the first call, in minutes)
account-queue = Queue
account-taken = Numbers
account-called = Called
account-within-target = In target
account-wait-mean = Mean
account-wait-median = Median
account-wait-nine-of-ten = 9 of 10
account-wait-longest = Longest
account-served-column = Served
account-service-mean = Service

account-desks = Desks
account-desk = Desk
account-serving-time = Serving
account-walking-time = On the way
account-all = All

account-referrals = Referred elsewhere
account-out-of-turn = Out of turn
account-out-of-turn-called = { $time } { $number } was called: { $why }
account-out-of-turn-called-by = { $time } { $number } was called by { $employee }: { $why }
account-out-of-turn-moved = { $time } { $number } was moved forward: { $why }
account-out-of-turn-moved-by = { $time } { $number } was moved forward by { $employee }: { $why }
account-out-of-turn-undone = (taken back)
account-undone-title = Taken back
account-undone = { $count ->
    [one] 1 press was taken back
   *[other] { $shown } presses were taken back
}

account-untaken = Calls that nobody took before the day ended
account-untaken-help = { $time } somebody called for help at { $kiosk }
account-untaken-alarm = { $time } the alarm was raised at { $desk }

why-comes-back = comes back with what was missing
why-wrong-queue = waited in the wrong queue
why-short-question = a short question
why-cannot-wait = cannot wait
why-companion = an interpreter or companion is booked for now
why-appointment = an appointment that was begun
why-our-mistake = our mistake
