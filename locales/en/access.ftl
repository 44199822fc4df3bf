# Signing in, the own account, devices.

access-mistakes = That did not work
access-date-and-time = { $date } at { $time }

sign-in-title = Sign in
sign-in-to-go-on = Sign in to go on
sign-in-login = Login
sign-in-password = Password
sign-in-button = Sign in
sign-in-login-missing = Type your login
sign-in-password-missing = Type your password
sign-in-wrong = Login or password is not right. Try again.
sign-in-wait = It was tried too many times. Try again in { $minutes } min.
sign-in-help = If you have forgotten your password, ask the system owner for a new link.
sign-out-button = Sign out
sign-out-everywhere-button = Sign out everywhere

invitation-title = Choose your password
invitation-button = Save and sign in

password-new = New password
password-again = The new password again
password-now = Your password now
password-hint = At least { $least } characters. Some words in a row are easy to remember.
password-too-short = The password is too short. It must have at least { $least } characters.
password-too-long = The password is too long. It may have at most { $most } characters.
password-is-login = The password is like your login. Choose another.
password-common = Many guess that password first. Choose another.
password-not-the-same = The two passwords are not the same. Type the same one twice.
password-wrong = That is not your password now. Type it again.

own-account-pages = Your pages
own-account-counter = Counter: { $centre }
own-account-manage = Manager: { $centre }
own-account-back = Back to work
own-account-title = Your account
own-account-role = Role
own-account-centres = Centres
own-account-everywhere = All
own-account-password = Change password
own-account-password-button = Change password
own-account-sessions = You are signed in here
own-account-session-this = this one

role-device = Device
role-employee = Employee
role-manager = Manager
role-superuser = Superuser
role-system-owner = System owner

device-title = Connect the device
device-how = Type the code on the page "Devices", and choose which kiosk or screen it is. Then it goes on by itself.
device-until = The code is good for 10 min

devices-title = Devices
devices-back = Your account
devices-let-in = Connect a device
devices-code = The code on the device
devices-code-hint = Open /device on the device. It shows 8 characters.
devices-code-unknown = No device shows that code. Look again, or open /device on the device.
devices-device = Device
devices-device-missing = Choose which kiosk or screen it is
devices-choose = Choose
devices-let-in-button = Connect
devices-all = Connected devices
devices-none = There are none yet
devices-caption = Devices that are connected
devices-centre = Centre
devices-since = Since
devices-end = Disconnect
devices-end-button = Disconnect

carry-sign-in = You were signed out when you sent it. Sign in again, and you go on with what you had written.
carry-title = You are signed in again
carry-how = What you had written is still here
carry-button = Go on with it
