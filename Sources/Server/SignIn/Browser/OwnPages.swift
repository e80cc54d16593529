import HTTPTypes
import Hummingbird
import Records

/// Tells whether a request that a browser signs by its cookie comes from the registry's own pages.
///
/// A browser sends its cookies along whoever asks it to. `Sec-Fetch-Site` says who did, and no page can write it (W3C Fetch Metadata);
/// browsers without it say at least from where a change comes (`Origin`), and keep the cookie from others' pages by its `SameSite`.
struct OwnPages: Sendable {
    /// As browsers write it: scheme, host and port.
    let origin: String
    /// Tests leave one out, to see that what it keeps away comes in.
    let checks: Set<BrowserCheck>

    /// - Throws: `Refusal.notFromOwnPage`.
    func admit(_ request: Request) throws {
        let sites = request.headers[values: .secFetchSite]
        guard request.method == .get || request.method == .head else {
            guard checks.contains(.changesFromOwnPages) else { return }
            let isOwn =
                sites.isEmpty ? request.headers[values: .origin] == [origin] : sites == ["same-origin"]
            guard isOwn else { throw Refusal.changeNotFromOwnPage }
            return
        }
        // None is somebody who types the address.
        guard !checks.contains(.readsFromOwnPages) || sites.isEmpty || sites == ["same-origin"] || sites == ["none"]
        else { throw Refusal.readNotFromOwnPage }
    }
}
