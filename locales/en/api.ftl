# Answers to programs when a request cannot be answered as wished.

problem-body-malformed = The body is not valid JSON (line { $line }, column { $column }). Correct it and send it again.
    .title = The body cannot be read
problem-body-invalid = The field "{ $field }" cannot be used: { $why }. Correct it and send it again.
    .title = A field is wrong
problem-body-missing = The request needs a body in JSON. Send it with Content-Type: application/json.
    .title = The body is missing
problem-body-too-large = The body can have at most { $max_bytes } bytes. Send less.
    .title = The body is too large
problem-body-type-unknown = The body is to be JSON. Send it with Content-Type: application/json.
    .title = The body's type is not known
problem-form-type-unknown = The form did not come the way a page sends it (application/x-www-form-urlencoded). Open the page again, and send it from there.
    .title = The type of the form is not known
problem-body-unreadable = The body did not arrive whole. Send it again.
    .title = The body did not arrive
problem-query-invalid = The parameter "{ $parameter }" cannot be used: { $why }. Correct it and send it again.
    .title = A parameter is wrong
problem-idempotency-key-invalid = Idempotency-Key is to be 1 to 64 visible ASCII characters. Make a new key for each action.
    .title = The key is wrong
problem-command-id-reused = The key was used for another request already. Make a new key for each action, and use it again only for repetitions.
    .title = The key is used
problem-phone-invalid = The phone number cannot be used. Write 8 digits, or begin with + and the country code.
    .title = The phone number is wrong
problem-token-missing = This needs access. Send Authorization: Bearer with a valid token.
    .title = Access is needed
problem-token-invalid = The token is not valid: it is unknown, has run out or was revoked. Get a new one from the system owner.
    .title = The token is not valid
problem-not-allowed = You do not have access to this. The system owner can give the right role.
    .title = Not allowed
problem-other-centre = You do not have access to that centre. The system owner can give it.
    .title = Another centre
problem-other-kiosk = The token belongs to another kiosk. Use the kiosk's own.
    .title = Another kiosk
problem-other-employee = Your token is another employee's. Use your own, or ask a manager.
    .title = Another employee
problem-employee-missing = It is not said which employee it is about. Send the field "employee".
    .title = The employee is missing
problem-not-found = There is no such address. See the addresses in /api/v1/openapi.json.
    .title = Not found
problem-unknown-date = We know no day of that date. Write the date as 2026-11-26.
    .title = Unknown date
problem-date-out-of-range = There are dates from { $first } to { $last } here. Choose one of them, and send it again.
    .title = No such date here
problem-not-yet = That time has not come yet. Choose one that has passed.
    .title = Not yet
problem-method-not-allowed = The address cannot be used in that way. See in which it can in the header Allow.
    .title = The method does not fit
problem-too-many-requests = There are too many requests. Try again in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}.
    .title = Too many requests
problem-too-many-streams = Too many are following from here. Close some tabs, or try again in a little while.
    .title = Too many are following
problem-busy = It is busy right now, and nothing was changed. Try again in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
} with the same key.
    .title = Busy right now
problem-too-slow = The answer took too long. It is not known whether the change was kept. Send it again with the same key.
    .title = Too long
problem-storage-failed = What is stored cannot be reached right now, and nothing was changed. Try again in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}, and tell the system owner if it goes on.
    .title = Cannot be reached
problem-storage-damaged = It cannot be read or kept: the records are damaged, or a newer version wrote them. Nothing was changed. Tell the system owner; the reason is in the log.
    .title = The records are damaged
problem-shutting-down = The system is restarting. Try again in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
} with the same key.
    .title = Restarting
problem-fault = There is a fault on our side, and it was noted. Tell the system owner the number in "instance".
    .title = A fault on our side

why-too-many = there are too many at once
why-missing = it is missing
why-unknown-field = it is not known
why-wrong-type = it has the wrong type
why-unknown-choice = it is not one of the choices
why-wrong-form = it does not have the right form
why-twice = it is there twice
why-not-a-time = write the time as 10:42, or the instant as 2026-11-26T10:42:00+01:00
why-not-a-date = write the date as 2026-11-26
why-before-from = the last day is before the first
why-too-many-days = at most 92 days can be asked for at once
why-not-a-number-in-range = write a whole number within the limits

problem-headers-too-large = The request's headers are too large. Send fewer or shorter ones.
    .title = Headers too large

problem-session-missing = You must be signed in here. Sign in, and try again.
    .title = Sign in
problem-session-ended = You are no longer signed in. Sign in again, and try again.
    .title = Sign in again
problem-cross-site = The request came from another website, so nothing was changed. Open the page here, and do it from there.
    .title = From another website
problem-invitation-over = The link is void: it was used, or is too old. Ask the system owner for a new one.
    .title = The link is void
problem-unknown-device = That device is not one of yours. See those that are on the page "Devices".
    .title = Unknown device
problem-too-many-devices = Too many devices want to be connected right now. Try again in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}.
    .title = Too many devices
problem-report-unproved = It is not proved that the report is the provider's. Look at the secret in the configuration.
    .title = Not proved
problem-watch-dates = The dates do not fit: the last must be today or later, not before the first, and at most 92 days ahead. Correct them, and send it again.
    .title = The dates do not fit
problem-watch-unreachable = Nobody can be told: set "consent", and give a phone number or an e-mail address that the installation can send to.
    .title = Nobody can be told
problem-too-many-watches = Too many wait. Stop one of them, or try again later.
    .title = Too many wait
