# What the command line prints. Every sentence says what is so, and where something is wrong, what to do.

## Starting and stopping

cli-serve-setup = The set-up in { $folder } is right: centres { $centres }, things to look at { $warnings } (frontdesk check shows them).
cli-serve-database = The database is { $file }.
cli-serve-ready = FrontDesk receives at { $url }
cli-serve-open-network = It listens on more than this machine, over plain HTTP: put a proxy with a certificate in front of it.
cli-serve-reloaded = The set-up was read again; what has changed is in force.
cli-serve-not-reloaded = The set-up was read again and is not in force; the one before stays. { $why }
cli-serve-stopping = Stopping: no new requests, the last commands are made durable.
cli-serve-stopped = Stopped.

cli-listen-taken = { $address } is taken by another program. Stop it, or choose another port: --listen 127.0.0.1:8081.
cli-listen-not-allowed = Listening on { $address } is not allowed. Choose a port above 1023: --listen 127.0.0.1:8080.
cli-listen-impossible = { $address } cannot be listened on: { $error }. Choose an address of this machine with --listen.
cli-data-folder = The folder of the database, { $folder }, cannot be made: { $error }. Choose another with --data, or give this user the right to write there.
cli-data-unusable = The database { $file } cannot be used: { $error }.
cli-data-in-use = Another FrontDesk receives on { $file } already. Stop that one first, or give this one a folder of its own with the key `data`.

cli-secret-length = { $file } does not hold a secret of 32 bytes. Put the right file back from your copy; without it sealed texts cannot be read.
cli-secret-readable-by-others = { $file } can be read by others than its owner. Correct it with: chmod 600 { $file }
cli-secret-no-randomness = The operating system gave no random bytes for the installation's secret: { $error }.
cli-secret-missing = The installation's secret { $file } is missing, and the database was made with one: put it back from your copy. If it is lost for good, what is sealed (phone numbers, notes) cannot be read any more; then start with a new database, or put a new secret of 32 random bytes there (head -c 32 /dev/urandom), readable by its owner alone.
cli-secret-unusable = The installation's secret { $file } cannot be read or made: { $error }. Choose another place with the key `secret`, or give this user the right to it.

## Set-up

cli-setup-no-folder = { $folder } is not a folder. Name the folder of the set-up, with municipality.toml in it: --setup examples/nordvig.
cli-setup-unreadable = { $file } cannot be read: { $error }.
cli-setup-no-text = { $file }:{ $line }: mistake: this line holds a character that is not UTF-8. Save the file as UTF-8 in your editor (in Notepad: Save as, Encoding: UTF-8), and check again.
cli-setup-too-many-files = { $folder } holds more than { $max } files; it is surely not a set-up.
cli-setup-mistakes = The set-up in { $folder } has { $count } mistakes and is not used:
cli-weight-mistake = mistake
cli-weight-warning = look at this
cli-check-no-path = { $path } does not exist. Name a set-up's folder or one of its files.
cli-check-no-municipality = { $path } does not belong to a set-up: there is no municipality.toml beside it or one folder above.
cli-check-centre = { $centre } ({ $id }): services { $services }, queues { $queues }, desks { $desks }, employees { $employees }.
cli-check-right = The set-up is right: centres { $centres }, things to look at { $warnings }.
cli-check-wrong = The set-up has { $count } mistakes in { $files } files; nothing of it can be used until they are mended.

## Tokens

cli-token-name-wrong = A token's name has 1 to 60 characters, all of them visible.
cli-token-needs-centre = Say where the token is good: --centre and the centre's identifier. Only a system owner's is good everywhere.
cli-token-needs-subject = Say which device the token is for: --subject and the kiosk's or screen's identifier.
cli-token-expires-past = --expires lies in the past: the token would never be good for anything. Give today's date or a later one.
cli-token-unknown-centre = There is no centre { $centre } in the set-up that is served here. The centres are: { $known }.
cli-token-unknown-kiosk = There is no kiosk or screen { $subject } in these centres. A device's subject is its name in devices.toml.
cli-token-unknown-employee = There is no employee { $subject } in these centres. The subject of a token for a person is her name in employees.toml; leave --subject out for a program.
cli-token-exists = A token with the name { $name } was made before, even if it is revoked now. Choose another name.
cli-token-none = There are no tokens yet. Make one: frontdesk token create --help
cli-token-everywhere = everywhere
cli-token-valid = good
cli-token-valid-until = good until { $at }
cli-token-expired-at = out of date since { $at }
cli-token-revoked-at = revoked { $at }
cli-token-revoked = { $name } is revoked; a running server knows within five seconds.
cli-token-unknown = There is no token { $name } that could be revoked. All tokens: frontdesk token list

## A day from the database

cli-export-no-database = There is no database { $file }. Name its folder with --data.
cli-export-no-events = Nothing happened in { $centre } on { $date }, as far as this database knows.
cli-export-no-setup = Version { $version } of the set-up is not in the database.

## A recorded day

cli-day-office = { $centre }, { $date }: { $citizens } citizens, { $queues } queues, { $counters } counters at most.
cli-day-computed =   Queue { $queue }: { $minutes } minutes for a citizen, computed from arrivals and counters (the office's own estimate: { $estimate }).
cli-day-watch = The day can be watched at { $url }
cli-day-hour =   { $hour } o'clock: { $tickets } tickets so far
cli-day-sent = { $commands } commands, { $twice } of them sent twice; { $events } events; { $seconds } s.
cli-day-other-count = recorded citizens { $citizens }, acknowledged tickets { $tickets }, visits in the log { $visits }
cli-day-reconciled = { $citizens } citizens, { $told } acknowledged commands, each in the log once; the account equals the count of the events: nothing lost, nothing doubled.
cli-day-not-reconciled = The day does not reconcile; { $count } things differ:
cli-day-setup-written = The office's set-up is in { $folder }.

## The demo

cli-demo-ready = The demo receives at { $url }. In its hall it is { $date }, { $time }, and time runs { $speed } times as fast. Everybody in it is played. Its database: { $file }
cli-demo-look = See the hall of each centre, live:
cli-demo-centres = What programs see:
cli-demo-live = The same, live:
cli-demo-ticket = Take a ticket, as a kiosk:
cli-demo-next = Call the next citizen to a desk, as a manager:
cli-demo-account = The account of the day so far:
cli-demo-document = The document of the whole interface:
cli-demo-stop = Ctrl-C ends it.
