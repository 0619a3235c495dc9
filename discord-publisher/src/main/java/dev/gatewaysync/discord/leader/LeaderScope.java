package dev.gatewaysync.discord.leader;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.Scope;
import org.springframework.stereotype.Component;

/**
 * Beans that live from one taking of the lease to its loss. {@link #begin} makes a new set of them, so that a thread of an
 * earlier time that is slow to end never works on what belongs to the next.
 */
@Component
public final class LeaderScope implements Scope, BeanFactoryPostProcessor {
    static final String NAME = "leader";

    private final Map<String, Object> beans = new HashMap<>();

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        beanFactory.registerScope(NAME, this);
    }

    /** Makes {@code root} and all that it needs anew. */
    public synchronized <T> T begin(ObjectFactory<T> root) {
        beans.clear();
        return root.getObject();
    }

    @Override
    public synchronized Object get(String name, ObjectFactory<?> factory) {
        Object known = beans.get(name);
        if (known != null) {
            return known;
        }
        Object made = factory.getObject();
        beans.put(name, made);
        return made;
    }

    @Override
    public synchronized @Nullable Object remove(String name) {
        return beans.remove(name);
    }

    /** None of these beans needs one: whoever begins the set also stops it. */
    @Override
    public void registerDestructionCallback(String name, Runnable callback) {}
}
