/// Which measured values count as near a limit.
package enum NearLimit {
    /// Up to this share of the limit away from it, on either side. It is this program's own choice and no law.
    package static let share = 0.2
}
