import AsyncHTTPClient
import NIOCore
import Records

/// Gets an id token from an identity provider by a code that the person types in a browser, on this machine or any other (RFC 8628).
struct DeviceSignIn {
    /// As the registry says it: `GET /v1/sign-in`.
    let provider: JSONValue
    let say: (String) -> Void
    /// Tests don't wait that long.
    var wait: (_ seconds: Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }

    /// Who asks more often than this, or hardly ever, was told so by mistake.
    private static let pauses = 1.0...60

    /// - Throws: `Failure` when the provider says no, or the person didn't come in time.
    func idToken() async throws -> String {
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
        do {
            let token = try await idToken(http)
            try await http.shutdown()
            return token
        } catch {
            try await http.shutdown()
            throw error
        }
    }

    private func idToken(_ http: HTTPClient) async throws -> String {
        let client = provider["clientId"]?.text ?? ""
        let begun = try await post(
            provider["deviceAuthorizationEndpoint"]?.text, ["client_id": client, "scope": "openid"], http)
        guard let device = begun["device_code"]?.text, let code = begun["user_code"]?.text,
            let address = begun["verification_uri"]?.text
        else { throw refused(begun) }
        say("Open \(address) in a browser and type \(code).")
        if let whole = begun["verification_uri_complete"]?.text { say("Or open \(whole)") }
        let end = ContinuousClock.now + .seconds(min(1800, begun["expires_in"]?.double ?? 600))
        var pause = Self.bounded(begun["interval"]?.double ?? 5)
        var unanswered: Failure?
        while ContinuousClock.now < end {
            try await wait(pause)
            let answer: JSONValue
            do {
                answer = try await post(
                    provider["tokenEndpoint"]?.text,
                    [
                        "grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": device,
                        "client_id": client,
                    ], http)
                unanswered = nil
            } catch let failure as Failure where failure.code == Self.notReached {
                // The code may have been typed already, so it is asked for again, more slowly (RFC 8628, section 3.5).
                unanswered = failure
                pause = Self.bounded(pause + 5)
                continue
            }
            switch answer["error"]?.text {
            case "authorization_pending": continue
            case "slow_down": pause = Self.bounded(pause + 5)
            default:
                guard let token = answer["id_token"]?.text else { throw refused(answer) }
                return token
            }
        }
        throw unanswered
            ?? Failure(
                .signIn, "sign_in_timed_out", "nobody typed the code in time; nobody was signed in.",
                rerun: .appending([]))
    }

    private static func bounded(_ seconds: Double) -> Double { min(pauses.upperBound, max(pauses.lowerBound, seconds)) }

    private static let notReached = "provider_not_reached"

    /// What the provider answers, also where it says no: then `error` says what (RFC 6749, section 5.2).
    private func post(_ address: String?, _ form: [String: String], _ http: HTTPClient) async throws -> JSONValue {
        guard let address else { throw refused([:]) }
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "Accept", value: "application/json")
        let members = form.sorted { $0.key < $1.key }.map { "\($0.key)=\(HTTPAsk.encoded($0.value))" }
        request.body = .bytes(ByteBuffer(string: members.joined(separator: "&")))
        do {
            let response = try await http.execute(request, timeout: .seconds(30))
            let body = try await response.body.collect(upTo: 1 << 16)
            return try BoundedJSON.parse(Array(body.readableBytesView))
        } catch let error as CancellationError {
            throw error
        } catch {
            throw Failure(
                .unreachable, Self.notReached,
                "the identity provider at \(address) gave no answer that can be read.",
                attempt: "registryctl login, later")
        }
    }

    private func refused(_ answer: JSONValue) -> Failure {
        let error = answer["error"]?.text
        let why =
            switch error {
            case "access_denied": "The sign-in was declined there."
            case "expired_token": "The code was not typed in time."
            default: "It said: \(error ?? "nothing that is known")."
            }
        return Failure(
            .signIn, "provider_refused", "the identity provider \(provider["issuer"]?.text ?? "?") signed nobody in.",
            why: [why], attempt: "registryctl login")
    }
}
