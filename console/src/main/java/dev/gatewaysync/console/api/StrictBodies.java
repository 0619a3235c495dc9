package dev.gatewaysync.console.api;

import dev.gatewaysync.events.EventJson;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;

/**
 * What an operator sends is read whole or refused: a field that nobody reads, such as a mode under another name, would make
 * something else happen than was meant. {@link ApiProblems} says which.
 */
@Configuration(proxyBeanMethods = false)
class StrictBodies implements WebMvcConfigurer {
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.withJsonConverter(new JacksonJsonHttpMessageConverter(EventJson.mapper()
                .rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()));
    }
}
