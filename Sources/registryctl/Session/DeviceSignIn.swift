import AsyncHTTPClient
import NIOCore
import Records

/// Gets an id token from an identity provider by a code that the person types in a browser, on this machine or any other (RFC 8628).
struct DeviceSignIn {
    /// As the registry says it: `GET /v1/sign-in`.
    let provider: JSONValue
    let say: (String) -> Void

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
        var pause = begun["interval"]?.double ?? 5
        while ContinuousClock.now < end {
            try await Task.sleep(for: .seconds(pause))
            let answer = try await post(
                provider["tokenEndpoint"]?.text,
                [
                    "grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": device,
                    "client_id": client,
                ], http)
            switch answer["error"]?.text {
            case "authorization_pending": continue
            case "slow_down": pause += 5
            default:
                guard let token = answer["id_token"]?.text else { throw refused(answer) }
                return token
            }
        }
        throw Failure(
            .signIn, "sign_in_timed_out", "nobody typed the code in time; nobody was signed in.", rerun: .appending([]))
    }

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
                .unreachable, "provider_not_reached",
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
