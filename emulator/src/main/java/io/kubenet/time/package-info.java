/** Virtual time: how long things take, in which order they come, and what was assumed of both. */
package io.kubenet.time;
