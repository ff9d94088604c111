package io.kubenet.conformance.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.extension.ExtendWith;

/** Skips, with the reason, where the machine is not Linux, or misses root or the tools. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealKernel.class)
@AddLifecycleHook(RealKernel.class)
@interface RunsOnARealKernel {}
