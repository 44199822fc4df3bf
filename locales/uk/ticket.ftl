# The ticket on the phone.
