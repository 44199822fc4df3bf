# The kiosk.
