/// Which former system the files of earlier records come from.
package enum HistoryProfile: String, Sendable, CaseIterable, Codable {
    /// Washington State Liquor and Cannabis Board: its open data and its answer to a request for public records.
    case washingtonLCB = "washington-lcb"
    /// Any file in this project's own columns.
    case generic
}
