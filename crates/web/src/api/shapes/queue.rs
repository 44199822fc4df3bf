//! What a manager says about a queue.

use domain::command::QueueOrder;

mirror! {
    /// What a manager says about a queue.
    QueueOrderShape as QueueOrder of QueueOrder {
        /// Its hours and limits decide (usual).
        ByHours,
        /// It gives tickets, whatever its hours and limits.
        Open,
        /// It gives no tickets; who waits is still called.
        Closed,
        /// No tickets and no calls; dues run on.
        Paused,
    }
}
