package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Role;
import dev.gatewaysync.http.ProblemDocument;
import dev.gatewaysync.service.web.ProblemResponses;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.web.context.WebApplicationContext;

/**
 * Who passes: nobody without a token or a session, no reader who changes anything, nobody but an admin who says who may log in,
 * and no other site through an operator's browser. What is not named here as open is closed. Spring Security asks in this order: same origin, who it is, whether a form
 * repeats its page's token, whether they may; {@link Refusals} answers.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    /** Nothing inline runs, nothing is framed. Cards may show pictures of any site, as Discord does. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' https: data:; font-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; manifest-src 'self'";

    /** Request attribute that says whether who asks may say who may log in. */
    static final String MANAGES = "manages";

    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    /** Who it is says {@link OperatorFilter}, and the login page with {@link Passwords}. */
    @Bean
    AuthenticationManager authenticationManager() {
        return authentication -> {
            throw new ProviderNotFoundException("There are tokens and sessions only");
        };
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http, OperatorFilter operators, Refusals refusals, WebApplicationContext console) {
        // Boot puts the chain before the metrics port, too, whose pages are open to who reaches it.
        return http.securityMatcher(request -> Objects.equals(request.getServletContext(), console.getServletContext()))
                .addFilterBefore(operators, CsrfFilter.class)
                .headers(SecurityConfiguration::headers)
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(SecurityConfiguration::needsPageToken)
                        .csrfTokenRepository(new PageTokens())
                        .csrfTokenRequestHandler(new PageTokenReader()))
                .authorizeHttpRequests(requests -> requests.requestMatchers(SecurityConfiguration::isOpen)
                        .permitAll()
                        .requestMatchers(SecurityConfiguration::isAboutPeople)
                        .access((authentication, context) ->
                                new AuthorizationDecision(authentication.get() instanceof OperatorAuthentication
                                        && mayManage(context.getRequest())))
                        .requestMatchers(request -> isSafe(request) || isTheirOwn(request))
                        .authenticated()
                        .anyRequest()
                        .hasRole(Role.OPERATOR.name()))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                // Sessions are ours, and so are the pages of login and logout.
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                // Not no-referrer: with it browsers hide the origin of our own forms, too.
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()"))
                // It would be a promise for whatever else this host serves: who ends TLS makes it.
                .httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable)
                .xssProtection(HeadersConfigurer.XXssConfig::disable)
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        request -> !request.getServletPath().startsWith("/lib/"),
                        new StaticHeadersWriter("Cache-Control", "no-store")));
    }

    /** Before all other filters of ours, and once a request. */
    @Bean
    FilterRegistrationBean<Filter> securityFirst(@Qualifier("springSecurityFilterChain") Filter chain) {
        FilterRegistrationBean<Filter> first = new FilterRegistrationBean<>(chain);
        first.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        first.setDispatcherTypes(DispatcherType.REQUEST);
        return first;
    }

    /** It is part of the chain, and stands nowhere else. */
    @Bean
    FilterRegistrationBean<OperatorFilter> operatorFilterInTheChain(OperatorFilter filter) {
        FilterRegistrationBean<OperatorFilter> nowhere = new FilterRegistrationBean<>(filter);
        nowhere.setEnabled(false);
        return nowhere;
    }

    /** An address or a header that could be read in two ways. */
    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return (request, response, rejected) -> {
            // It comes before the chain, which writes the headers of all other answers.
            secure(response);
            ProblemResponses.write(
                    response,
                    ProblemDocument.untyped(400, "Bad Request", "The address or a header is not well-formed."));
        };
    }

    /** What comes before the chain, or past it. */
    static void secure(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
    }

    static boolean isOpen(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals("/login")
                || path.equals("/health")
                || path.startsWith("/assets/")
                || path.startsWith("/lib/");
    }

    /** What a reader may do, too: it changes nothing of anybody else's. */
    static boolean isTheirOwn(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals("/logout") || path.equals("/account/password");
    }

    /** Also what only begins like one of these: it is closed rather than open. */
    static boolean isAboutPeople(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/people") || path.startsWith("/api/v1/users") || path.startsWith("/api/v1/tokens");
    }

    static boolean mayManage(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(MANAGES));
    }

    static boolean isSafe(HttpServletRequest request) {
        return SAFE.contains(request.getMethod());
    }

    /** Other sites can make a browser send its cookie, and no header. */
    private static boolean needsPageToken(HttpServletRequest request) {
        return !isSafe(request) && !isOpen(request) && request.getHeader("Authorization") == null;
    }
}
